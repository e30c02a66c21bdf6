"""What opening keys may cost: counted before it is done, never timed."""

from dataclasses import dataclass


@dataclass(slots=True)
class Allowance:
    """How many rounds of PBKDF2 are left, or what takes as long: five millions of them take a second."""

    rounds: int

    def spend(self, rounds: int) -> bool:
        """Take `rounds` out, and tell whether they were there."""
        affordable = rounds <= self.rounds
        self.rounds -= rounds if affordable else 0
        return affordable
