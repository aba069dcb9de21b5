"""Every rule there is, by name."""

from __future__ import annotations

from stratdocs.rules.base import Rule
from stratdocs.rules.dependency_cycle import DependencyCycle
from stratdocs.rules.duplicate_id import DuplicateId
from stratdocs.rules.invalid_value import InvalidValue
from stratdocs.rules.invalid_yaml import InvalidYaml
from stratdocs.rules.missing_success_criteria import MissingSuccessCriteria
from stratdocs.rules.orphan import Orphan
from stratdocs.rules.output_key_result import OutputKeyResult
from stratdocs.rules.output_objective import OutputObjective
from stratdocs.rules.serves_cycle import ServesCycle
from stratdocs.rules.too_many_priorities import TooManyPriorities
from stratdocs.rules.unknown_field import UnknownField
from stratdocs.rules.unknown_reference import UnknownReference
from stratdocs.rules.unserved import Unserved
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
    OutputObjective(),
    OutputKeyResult(),
    TooManyPriorities(),
    MissingSuccessCriteria(),
)
