"""Every rule there is, by name."""

from __future__ import annotations

from stratdocs.lint.rules.base import Rule
from stratdocs.lint.rules.blocked_without_escalation import BlockedWithoutEscalation
from stratdocs.lint.rules.broken_metric_chain import BrokenMetricChain
from stratdocs.lint.rules.context_missing import ContextMissing
from stratdocs.lint.rules.cycle_without_retro import CycleWithoutRetro
from stratdocs.lint.rules.dependency_cycle import DependencyCycle
from stratdocs.lint.rules.dhm_unanswered import DhmUnanswered
from stratdocs.lint.rules.done_not_one_sentence import DoneNotOneSentence
from stratdocs.lint.rules.duplicate_id import DuplicateId
from stratdocs.lint.rules.executing_with_low_confidence import ExecutingWithLowConfidence
from stratdocs.lint.rules.experiment_without_assumption import ExperimentWithoutAssumption
from stratdocs.lint.rules.expired_allow import ExpiredAllow
from stratdocs.lint.rules.far_detail import FarDetail
from stratdocs.lint.rules.goalpost_moved import GoalpostMoved
from stratdocs.lint.rules.governance_mismatch import GovernanceMismatch
from stratdocs.lint.rules.green_but_flat import GreenButFlat
from stratdocs.lint.rules.group_owner import GroupOwner
from stratdocs.lint.rules.hybrid_without_guardrails import HybridWithoutGuardrails
from stratdocs.lint.rules.indicator_balance import IndicatorBalance
from stratdocs.lint.rules.interpretation_missing import InterpretationMissing
from stratdocs.lint.rules.invalid_allow import InvalidAllow
from stratdocs.lint.rules.invalid_value import InvalidValue
from stratdocs.lint.rules.invalid_yaml import InvalidYaml
from stratdocs.lint.rules.late_dependency import LateDependency
from stratdocs.lint.rules.metric_conflict import MetricConflict
from stratdocs.lint.rules.metric_kind_vs_profile import MetricKindVsProfile
from stratdocs.lint.rules.misdiagnosed_initiative import MisdiagnosedInitiative
from stratdocs.lint.rules.missing_success_criteria import MissingSuccessCriteria
from stratdocs.lint.rules.no_adaptation_trigger import NoAdaptationTrigger
from stratdocs.lint.rules.no_not_doing import NoNotDoing
from stratdocs.lint.rules.off_plan_share import OffPlanShare
from stratdocs.lint.rules.orphan import Orphan
from stratdocs.lint.rules.output_key_result import OutputKeyResult
from stratdocs.lint.rules.output_objective import OutputObjective
from stratdocs.lint.rules.over_capacity import OverCapacity
from stratdocs.lint.rules.overdue import Overdue
from stratdocs.lint.rules.owner_not_empowered import OwnerNotEmpowered
from stratdocs.lint.rules.policy_without_exception_path import PolicyWithoutExceptionPath
from stratdocs.lint.rules.portfolio_balance import PortfolioBalance
from stratdocs.lint.rules.priority_churn import PriorityChurn
from stratdocs.lint.rules.product_without_adaptive_loop import ProductWithoutAdaptiveLoop
from stratdocs.lint.rules.red_without_intervention import RedWithoutIntervention
from stratdocs.lint.rules.risk_without_mitigation import RiskWithoutMitigation
from stratdocs.lint.rules.ritual_missed import RitualMissed
from stratdocs.lint.rules.serves_cycle import ServesCycle
from stratdocs.lint.rules.single_metric_target import SingleMetricTarget
from stratdocs.lint.rules.single_solution_opportunity import SingleSolutionOpportunity
from stratdocs.lint.rules.skill_gap import SkillGap
from stratdocs.lint.rules.skipped_layer import SkippedLayer
from stratdocs.lint.rules.split_ballot import SplitBallot
from stratdocs.lint.rules.stale import Stale
from stratdocs.lint.rules.too_many_priorities import TooManyPriorities
from stratdocs.lint.rules.unaddressed_gap import UnaddressedGap
from stratdocs.lint.rules.unapproved_bet import UnapprovedBet
from stratdocs.lint.rules.unconfirmed_strategy import UnconfirmedStrategy
from stratdocs.lint.rules.undecided_experiment import UndecidedExperiment
from stratdocs.lint.rules.unknown_field import UnknownField
from stratdocs.lint.rules.unknown_reference import UnknownReference
from stratdocs.lint.rules.unmeasurable_key_result import UnmeasurableKeyResult
from stratdocs.lint.rules.unmeasured_outcome import UnmeasuredOutcome
from stratdocs.lint.rules.unscored_objective import UnscoredObjective
from stratdocs.lint.rules.unserved import Unserved
from stratdocs.lint.rules.unused_allow import UnusedAllow
from stratdocs.lint.rules.vague_cascade import VagueCascade
from stratdocs.lint.rules.vague_objective import VagueObjective
from stratdocs.lint.rules.vanity_metric import VanityMetric
from stratdocs.lint.rules.wrong_kind import WrongKind

RULES: tuple[Rule, ...] = (
    InvalidYaml(),
    UnknownField(),
    InvalidValue(),
    DuplicateId(),
    UnknownReference(),
    WrongKind(),
    ServesCycle(),
    DependencyCycle(),
    Orphan(),
    Unserved(),
    SkippedLayer(),
    UnconfirmedStrategy(),
    UnapprovedBet(),
    OwnerNotEmpowered(),
    PortfolioBalance(),
    MetricConflict(),
    OverCapacity(),
    SkillGap(),
    LateDependency(),
    MisdiagnosedInitiative(),
    UnaddressedGap(),
    MetricKindVsProfile(),
    OutputObjective(),
    OutputKeyResult(),
    TooManyPriorities(),
    SingleSolutionOpportunity(),
    InterpretationMissing(),
    GroupOwner(),
    ContextMissing(),
    NoNotDoing(),
    DhmUnanswered(),
    VagueObjective(),
    VagueCascade(),
    DoneNotOneSentence(),
    FarDetail(),
    SplitBallot(),
    HybridWithoutGuardrails(),
    MissingSuccessCriteria(),
    UnmeasurableKeyResult(),
    UnmeasuredOutcome(),
    VanityMetric(),
    SingleMetricTarget(),
    ExecutingWithLowConfidence(),
    IndicatorBalance(),
    BrokenMetricChain(),
    ExperimentWithoutAssumption(),
    RiskWithoutMitigation(),
    OffPlanShare(),
    PolicyWithoutExceptionPath(),
    ProductWithoutAdaptiveLoop(),
    GovernanceMismatch(),
    NoAdaptationTrigger(),
    GoalpostMoved(),
    PriorityChurn(),
    GreenButFlat(),
    Stale(),
    Overdue(),
    RitualMissed(),
    BlockedWithoutEscalation(),
    RedWithoutIntervention(),
    UndecidedExperiment(),
    UnscoredObjective(),
    CycleWithoutRetro(),
    InvalidAllow(),
    ExpiredAllow(),
    UnusedAllow(),
)
