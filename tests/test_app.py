"""The application as a whole: what it is made of, and that its parts find each other."""

import pytest
from jinja2 import UndefinedError

from webapp import create_app
from webapp.settings import Settings, WrongSetting

from .running import ROOT


def test_every_face_is_there(app, client):
    assert {"page", "api", "reference", "health"} <= set(app.blueprints)
    assert "inspect" in app.cli.commands
    assert all(client.get(path).status_code == 200 for path in ("/", "/rules", "/profiles", "/healthz"))
    assert all(client.get(path).status_code == 405 for path in ("/api/inspect", "/api/public-key"))


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("JWTCLINIC_MAX_BODY", "1 MiB")
    app = create_app()
    assert app.config["SETTINGS"].max_body == app.config["MAX_CONTENT_LENGTH"] == 1024 * 1024
    monkeypatch.setenv("JWTCLINIC_MAX_BODY", "much")
    with pytest.raises(WrongSetting):
        create_app()


def test_profiles_of_the_team_are_known_beside_the_built_in(tmp_path):
    own = (ROOT / "webapp/inspector/profiles/standards/jwt.toml").read_text("utf-8")
    (tmp_path / "house-token.toml").write_text(own, "utf-8")
    app = create_app(Settings.from_environment({"JWTCLINIC_PROFILES": str(tmp_path)}))
    assert {"house-token", "apple-client-secret"} <= set(app.extensions["profiles"])


def test_profile_that_cannot_be_used_stops_the_start_with_its_file_and_line(tmp_path):
    (tmp_path / "house-token.toml").write_text('titel = "House token"\n', "utf-8")
    with pytest.raises(WrongSetting) as refused:
        create_app(Settings.from_environment({"JWTCLINIC_PROFILES": str(tmp_path)}))
    assert str(refused.value).startswith(f"JWTCLINIC_PROFILES is “{tmp_path}”; house-token.toml, line 1: ")
    assert "title" in str(refused.value)


def test_two_applications_share_nothing():
    first, second = (create_app(Settings.from_environment({"JWTCLINIC_MAX_TOKENS": n})) for n in ("3", "4"))
    assert first.config["SETTINGS"].limits.tokens == 3
    assert second.config["SETTINGS"].limits.tokens == 4
    assert first.extensions["turns"] is not second.extensions["turns"]


def test_no_session_can_be_kept(app):
    assert app.secret_key is None


def test_misspelt_name_in_a_template_is_a_fault(app):
    with app.app_context(), pytest.raises(UndefinedError):
        app.jinja_env.from_string("{{ titel }}").render(title="a title")


def test_markup_in_a_template_is_escaped(app):
    assert app.select_jinja_autoescape("inspect.html")


def test_json_keeps_the_order_it_is_given(app):
    with app.app_context():
        assert app.json.dumps({"b": 1, "a": "\ud800"}) == '{"b": 1, "a": "\\ud800"}'


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_first_page(client, method):
    answer = client.open("/", method=method)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")


def test_every_static_address_in_the_first_page_is_of_this_version(app, client):
    page = client.get("/").text
    assert page.count("/static/") == page.count(f"{app.static_url_path}/") > 0
