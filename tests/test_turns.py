"""So many examinations at once, and no more."""

import pytest

from webapp import create_app
from webapp.errors import Refusal
from webapp.settings import Settings
from webapp.turns import Turns, turn


def test_more_than_there_are_places_are_sent_away_until_one_is_free():
    turns = Turns(2, patience=0)
    with turns.take():
        with turns.take(), pytest.raises(Refusal) as refused, turns.take():
            pass
        assert (refused.value.code, refused.value.error, refused.value.retry_after) == (429, "too-many", 1)
        with turns.take():
            pass


def test_place_is_given_back_when_the_examination_fails():
    turns = Turns(1, patience=0)
    for _ in range(2):
        with pytest.raises(KeyError), turns.take():
            raise KeyError


def test_setting_says_how_many():
    app = create_app(Settings.from_environment({"JWTCLINIC_CONCURRENT": "1"}))
    app.extensions["turns"] = Turns(1, patience=0)

    @app.get("/api/nested")
    def nested():
        with turn(), turn():
            return "never"

    answer = app.test_client().get("/api/nested")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
