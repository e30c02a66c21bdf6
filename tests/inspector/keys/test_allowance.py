"""What was spent is gone, of the part and of the whole."""

from webapp.inspector.keys.allowance import Allowance


def test_no_more_is_spent_than_is_there():
    allowance = Allowance(10)
    assert [allowance.spend(rounds) for rounds in (7, 4, 3, 1)] == [True, False, True, False]


def test_a_part_spends_of_the_whole():
    whole = Allowance(10)
    one, other = Allowance(8, whole), Allowance(8, whole)
    assert [one.spend(8), other.spend(3), other.spend(2)] == [True, False, True]
    assert (one.rounds, other.rounds, whole.rounds) == (0, 6, 0)


def test_what_the_part_cannot_pay_costs_the_whole_nothing():
    whole = Allowance(10)
    assert not Allowance(2, whole).spend(3)
    assert whole.rounds == 10
