"""Every rule there is, by name."""

from __future__ import annotations

from stratdocs.rules.base import Rule
from stratdocs.rules.blocked_without_escalation import BlockedWithoutEscalation
from stratdocs.rules.broken_metric_chain import BrokenMetricChain
from stratdocs.rules.context_missing import ContextMissing
from stratdocs.rules.cycle_without_retro import CycleWithoutRetro
from stratdocs.rules.dependency_cycle import DependencyCycle
from stratdocs.rules.dhm_unanswered import DhmUnanswered
from stratdocs.rules.done_not_one_sentence import DoneNotOneSentence
from stratdocs.rules.duplicate_id import DuplicateId
from stratdocs.rules.executing_with_low_confidence import ExecutingWithLowConfidence
from stratdocs.rules.experiment_without_assumption import ExperimentWithoutAssumption
from stratdocs.rules.expired_allow import ExpiredAllow
from stratdocs.rules.far_detail import FarDetail
from stratdocs.rules.goalpost_moved import GoalpostMoved
from stratdocs.rules.governance_mismatch import GovernanceMismatch
from stratdocs.rules.green_but_flat import GreenButFlat
from stratdocs.rules.group_owner import GroupOwner
from stratdocs.rules.hybrid_without_guardrails import HybridWithoutGuardrails
from stratdocs.rules.indicator_balance import IndicatorBalance
from stratdocs.rules.interpretation_missing import InterpretationMissing
from stratdocs.rules.invalid_allow import InvalidAllow
from stratdocs.rules.invalid_value import InvalidValue
from stratdocs.rules.invalid_yaml import InvalidYaml
from stratdocs.rules.late_dependency import LateDependency
from stratdocs.rules.metric_conflict import MetricConflict
from stratdocs.rules.metric_kind_vs_profile import MetricKindVsProfile
from stratdocs.rules.misdiagnosed_initiative import MisdiagnosedInitiative
from stratdocs.rules.missing_success_criteria import MissingSuccessCriteria
from stratdocs.rules.no_adaptation_trigger import NoAdaptationTrigger
from stratdocs.rules.no_not_doing import NoNotDoing
from stratdocs.rules.off_plan_share import OffPlanShare
from stratdocs.rules.orphan import Orphan
from stratdocs.rules.output_key_result import OutputKeyResult
from stratdocs.rules.output_objective import OutputObjective
from stratdocs.rules.over_capacity import OverCapacity
from stratdocs.rules.overdue import Overdue
from stratdocs.rules.owner_not_empowered import OwnerNotEmpowered
from stratdocs.rules.policy_without_exception_path import PolicyWithoutExceptionPath
from stratdocs.rules.portfolio_balance import PortfolioBalance
from stratdocs.rules.priority_churn import PriorityChurn
from stratdocs.rules.product_without_adaptive_loop import ProductWithoutAdaptiveLoop
from stratdocs.rules.red_without_intervention import RedWithoutIntervention
from stratdocs.rules.risk_without_mitigation import RiskWithoutMitigation
from stratdocs.rules.ritual_missed import RitualMissed
from stratdocs.rules.serves_cycle import ServesCycle
from stratdocs.rules.single_metric_target import SingleMetricTarget
from stratdocs.rules.single_solution_opportunity import SingleSolutionOpportunity
from stratdocs.rules.skill_gap import SkillGap
from stratdocs.rules.skipped_layer import SkippedLayer
from stratdocs.rules.split_ballot import SplitBallot
from stratdocs.rules.stale import Stale
from stratdocs.rules.too_many_priorities import TooManyPriorities
from stratdocs.rules.unaddressed_gap import UnaddressedGap
from stratdocs.rules.unapproved_bet import UnapprovedBet
from stratdocs.rules.unconfirmed_strategy import UnconfirmedStrategy
from stratdocs.rules.undecided_experiment import UndecidedExperiment
from stratdocs.rules.unknown_field import UnknownField
from stratdocs.rules.unknown_reference import UnknownReference
from stratdocs.rules.unmeasurable_key_result import UnmeasurableKeyResult
from stratdocs.rules.unmeasured_outcome import UnmeasuredOutcome
from stratdocs.rules.unscored_objective import UnscoredObjective
from stratdocs.rules.unserved import Unserved
from stratdocs.rules.unused_allow import UnusedAllow
from stratdocs.rules.vague_cascade import VagueCascade
from stratdocs.rules.vague_objective import VagueObjective
from stratdocs.rules.vanity_metric import VanityMetric
from stratdocs.rules.wrong_kind import WrongKind

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
