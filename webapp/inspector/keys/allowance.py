"""What opening keys may cost: counted before it is done, never timed."""

from dataclasses import dataclass


@dataclass(slots=True)
class Allowance:
    """How many rounds of PBKDF2 are left, or what takes as long; it may be a part of a larger one."""

    rounds: int
    whole: "Allowance | None" = None

    def spend(self, rounds: int) -> bool:
        """Take `rounds` out, and tell whether they were there."""
        affordable = rounds <= self.rounds and (self.whole is None or self.whole.spend(rounds))
        self.rounds -= rounds if affordable else 0
        return affordable


def for_all_files() -> Allowance:
    """What all the files of one submission may cost: a third of a second or so."""
    return Allowance(2_500_000)


def for_one_file(whole: Allowance | None = None) -> Allowance:
    """What one file may cost, of the `whole` that there is for all."""
    return Allowance(1_000_000, whole)
