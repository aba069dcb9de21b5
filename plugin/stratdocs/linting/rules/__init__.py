"""Every rule there is, by name."""

from __future__ import annotations

from stratdocs.linting.rules.base import Rule
from stratdocs.linting.rules.blocked_without_escalation import BlockedWithoutEscalation
from stratdocs.linting.rules.broken_metric_chain import BrokenMetricChain
from stratdocs.linting.rules.cadence_too_slow import CadenceTooSlow
from stratdocs.linting.rules.context_missing import ContextMissing
from stratdocs.linting.rules.control_untested import ControlUntested
from stratdocs.linting.rules.cycle_without_retro import CycleWithoutRetro
from stratdocs.linting.rules.decided_against_evidence import DecidedAgainstEvidence
from stratdocs.linting.rules.dependency_cycle import DependencyCycle
from stratdocs.linting.rules.deprioritised_yet_running import DeprioritisedYetRunning
from stratdocs.linting.rules.dhm_unanswered import DhmUnanswered
from stratdocs.linting.rules.done_not_one_sentence import DoneNotOneSentence
from stratdocs.linting.rules.done_undefined import DoneUndefined
from stratdocs.linting.rules.done_without_result import DoneWithoutResult
from stratdocs.linting.rules.duplicate_id import DuplicateId
from stratdocs.linting.rules.evidence_missing import EvidenceMissing
from stratdocs.linting.rules.exception_expired import ExceptionExpired
from stratdocs.linting.rules.executing_with_low_confidence import ExecutingWithLowConfidence
from stratdocs.linting.rules.experiment_without_assumption import ExperimentWithoutAssumption
from stratdocs.linting.rules.expired_allow import ExpiredAllow
from stratdocs.linting.rules.far_detail import FarDetail
from stratdocs.linting.rules.goalpost_moved import GoalpostMoved
from stratdocs.linting.rules.governance_mismatch import GovernanceMismatch
from stratdocs.linting.rules.green_but_flat import GreenButFlat
from stratdocs.linting.rules.group_owner import GroupOwner
from stratdocs.linting.rules.guardrail_broken import GuardrailBroken
from stratdocs.linting.rules.hybrid_without_guardrails import HybridWithoutGuardrails
from stratdocs.linting.rules.incomplete_health_check import IncompleteHealthCheck
from stratdocs.linting.rules.incomplete_profile import IncompleteProfile
from stratdocs.linting.rules.inconclusive_plan import InconclusivePlan
from stratdocs.linting.rules.indicator_balance import IndicatorBalance
from stratdocs.linting.rules.interpretation_missing import InterpretationMissing
from stratdocs.linting.rules.invalid_allow import InvalidAllow
from stratdocs.linting.rules.invalid_value import InvalidValue
from stratdocs.linting.rules.invalid_yaml import InvalidYaml
from stratdocs.linting.rules.late_dependency import LateDependency
from stratdocs.linting.rules.leg_changed_alone import LegChangedAlone
from stratdocs.linting.rules.lost_markup import LostMarkup
from stratdocs.linting.rules.metric_conflict import MetricConflict
from stratdocs.linting.rules.metric_kind_vs_profile import MetricKindVsProfile
from stratdocs.linting.rules.misdiagnosed_initiative import MisdiagnosedInitiative
from stratdocs.linting.rules.misread_id import MisreadId
from stratdocs.linting.rules.missing_success_criteria import MissingSuccessCriteria
from stratdocs.linting.rules.nature_against_vote import NatureAgainstVote
from stratdocs.linting.rules.never_reported import NeverReported
from stratdocs.linting.rules.never_reviewed import NeverReviewed
from stratdocs.linting.rules.no_adaptation_trigger import NoAdaptationTrigger
from stratdocs.linting.rules.no_not_doing import NoNotDoing
from stratdocs.linting.rules.objective_without_key_results import ObjectiveWithoutKeyResults
from stratdocs.linting.rules.off_plan_share import OffPlanShare
from stratdocs.linting.rules.open_ended_work import OpenEndedWork
from stratdocs.linting.rules.orphan import Orphan
from stratdocs.linting.rules.output_key_result import OutputKeyResult
from stratdocs.linting.rules.output_objective import OutputObjective
from stratdocs.linting.rules.over_capacity import OverCapacity
from stratdocs.linting.rules.overdue import Overdue
from stratdocs.linting.rules.owner_not_empowered import OwnerNotEmpowered
from stratdocs.linting.rules.period_over import PeriodOver
from stratdocs.linting.rules.plan_not_rescored import PlanNotRescored
from stratdocs.linting.rules.policy_step_missing import PolicyStepMissing
from stratdocs.linting.rules.policy_without_exception_path import PolicyWithoutExceptionPath
from stratdocs.linting.rules.portfolio_balance import PortfolioBalance
from stratdocs.linting.rules.priority_churn import PriorityChurn
from stratdocs.linting.rules.product_under_controls import ProductUnderControls
from stratdocs.linting.rules.product_without_adaptive_loop import ProductWithoutAdaptiveLoop
from stratdocs.linting.rules.red_without_intervention import RedWithoutIntervention
from stratdocs.linting.rules.repeated_nature import RepeatedNature
from stratdocs.linting.rules.rhythm_missing import RhythmMissing
from stratdocs.linting.rules.risk_without_mitigation import RiskWithoutMitigation
from stratdocs.linting.rules.ritual_missed import RitualMissed
from stratdocs.linting.rules.serves_cycle import ServesCycle
from stratdocs.linting.rules.single_metric_target import SingleMetricTarget
from stratdocs.linting.rules.single_solution_opportunity import SingleSolutionOpportunity
from stratdocs.linting.rules.skill_gap import SkillGap
from stratdocs.linting.rules.skipped_layer import SkippedLayer
from stratdocs.linting.rules.split_ballot import SplitBallot
from stratdocs.linting.rules.stale import Stale
from stratdocs.linting.rules.team_without_strategic_work import TeamWithoutStrategicWork
from stratdocs.linting.rules.threshold_missed import ThresholdMissed
from stratdocs.linting.rules.title_contradicts_fields import TitleContradictsFields
from stratdocs.linting.rules.too_many_objectives import TooManyObjectives
from stratdocs.linting.rules.too_many_priorities import TooManyPriorities
from stratdocs.linting.rules.trigger_fired import TriggerFired
from stratdocs.linting.rules.unaddressed_gap import UnaddressedGap
from stratdocs.linting.rules.unanswered_signal import UnansweredSignal
from stratdocs.linting.rules.unapproved_bet import UnapprovedBet
from stratdocs.linting.rules.unconfirmed_strategy import UnconfirmedStrategy
from stratdocs.linting.rules.undecided_experiment import UndecidedExperiment
from stratdocs.linting.rules.unknown_field import UnknownField
from stratdocs.linting.rules.unknown_reference import UnknownReference
from stratdocs.linting.rules.unlike_units import UnlikeUnits
from stratdocs.linting.rules.unmeasurable_key_result import UnmeasurableKeyResult
from stratdocs.linting.rules.unmeasured_outcome import UnmeasuredOutcome
from stratdocs.linting.rules.unowned import Unowned
from stratdocs.linting.rules.unprofiled_initiative import UnprofiledInitiative
from stratdocs.linting.rules.unread_strategy import UnreadStrategy
from stratdocs.linting.rules.unscored_objective import UnscoredObjective
from stratdocs.linting.rules.unserved import Unserved
from stratdocs.linting.rules.unusable_trigger import UnusableTrigger
from stratdocs.linting.rules.unused_allow import UnusedAllow
from stratdocs.linting.rules.vague_cascade import VagueCascade
from stratdocs.linting.rules.vague_objective import VagueObjective
from stratdocs.linting.rules.vanity_metric import VanityMetric
from stratdocs.linting.rules.wrong_kind import WrongKind

RULES: tuple[Rule, ...] = (
    InvalidYaml(),
    UnknownField(),
    InvalidValue(),
    DuplicateId(),
    UnknownReference(),
    WrongKind(),
    ServesCycle(),
    DependencyCycle(),
    OpenEndedWork(),
    Orphan(),
    Unserved(),
    SkippedLayer(),
    UnconfirmedStrategy(),
    UnansweredSignal(),
    UnapprovedBet(),
    OwnerNotEmpowered(),
    PortfolioBalance(),
    DeprioritisedYetRunning(),
    MetricConflict(),
    OverCapacity(),
    SkillGap(),
    TeamWithoutStrategicWork(),
    LegChangedAlone(),
    LateDependency(),
    MisdiagnosedInitiative(),
    InconclusivePlan(),
    UnaddressedGap(),
    MetricKindVsProfile(),
    OutputObjective(),
    OutputKeyResult(),
    TooManyPriorities(),
    TooManyObjectives(),
    SingleSolutionOpportunity(),
    InterpretationMissing(),
    GroupOwner(),
    Unowned(),
    ContextMissing(),
    NoNotDoing(),
    DhmUnanswered(),
    VagueObjective(),
    VagueCascade(),
    TitleContradictsFields(),
    DoneNotOneSentence(),
    DoneUndefined(),
    FarDetail(),
    SplitBallot(),
    NatureAgainstVote(),
    RepeatedNature(),
    HybridWithoutGuardrails(),
    UnprofiledInitiative(),
    IncompleteProfile(),
    PlanNotRescored(),
    MissingSuccessCriteria(),
    UnmeasurableKeyResult(),
    ObjectiveWithoutKeyResults(),
    UnmeasuredOutcome(),
    UnlikeUnits(),
    VanityMetric(),
    SingleMetricTarget(),
    ExecutingWithLowConfidence(),
    EvidenceMissing(),
    DecidedAgainstEvidence(),
    IndicatorBalance(),
    BrokenMetricChain(),
    ExperimentWithoutAssumption(),
    RiskWithoutMitigation(),
    OffPlanShare(),
    PolicyWithoutExceptionPath(),
    PolicyStepMissing(),
    ExceptionExpired(),
    ControlUntested(),
    ProductWithoutAdaptiveLoop(),
    ProductUnderControls(),
    GovernanceMismatch(),
    NoAdaptationTrigger(),
    UnusableTrigger(),
    LostMarkup(),
    MisreadId(),
    TriggerFired(),
    GoalpostMoved(),
    PriorityChurn(),
    GuardrailBroken(),
    ThresholdMissed(),
    DoneWithoutResult(),
    PeriodOver(),
    NeverReported(),
    GreenButFlat(),
    Stale(),
    NeverReviewed(),
    UnreadStrategy(),
    Overdue(),
    RitualMissed(),
    RhythmMissing(),
    CadenceTooSlow(),
    BlockedWithoutEscalation(),
    RedWithoutIntervention(),
    IncompleteHealthCheck(),
    UndecidedExperiment(),
    UnscoredObjective(),
    CycleWithoutRetro(),
    InvalidAllow(),
    ExpiredAllow(),
    UnusedAllow(),
)
