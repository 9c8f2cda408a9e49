"""Where mail goes is said by the environment; what is not safe or not complete is refused by the variable's name."""

from __future__ import annotations

import pytest

from counterpart.notices.outgoing import MailTrouble, Tls, outgoing

GOOD = {
    "COUNTERPART_SMTP": "smtp://post%40office:s%2Fecret@mail.example:2525",
    "COUNTERPART_FROM": "Counterpart <no-reply@network.example>",
    "COUNTERPART_ADDRESS": "https://counterpart.example/",
    "COUNTERPART_DESK": "desk@network.example",
}


def test_without_a_mail_server_no_mail_leaves_and_nothing_else_is_asked() -> None:
    assert outgoing({}) is None
    assert outgoing({"COUNTERPART_SMTP": "  "}) is None


def test_everything_is_read() -> None:
    out = outgoing(GOOD)
    assert out is not None
    assert (out.host, out.port, out.user, out.password) == ("mail.example", 2525, "post@office", "s/ecret")
    assert (out.address, out.domain, out.desk) == (
        "https://counterpart.example",
        "network.example",
        "desk@network.example",
    )
    assert "s/ecret" not in repr(out)


@pytest.mark.parametrize(
    ("said", "tls", "port"),
    [
        ("smtp://mail.example", Tls.STARTTLS, 587),
        ("smtps://mail.example", Tls.WHOLE, 465),
        ("smtp://localhost", Tls.NONE, 25),
        ("smtp://127.0.0.1:2525", Tls.NONE, 2525),
        ("smtps://localhost", Tls.WHOLE, 465),
    ],
)
def test_only_to_this_machine_mail_goes_in_clear(said: str, tls: Tls, port: int) -> None:
    out = outgoing(GOOD | {"COUNTERPART_SMTP": said})
    assert out is not None
    assert (out.tls, out.port) == (tls, port)


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        ("COUNTERPART_SMTP", "mail.example:25"),
        ("COUNTERPART_SMTP", "http://mail.example"),
        ("COUNTERPART_SMTP", "smtp://:2525"),
        ("COUNTERPART_SMTP", "smtp://mail.example:many"),
        ("COUNTERPART_SMTP", "smtp://mail.example/?tls=no"),
        ("COUNTERPART_SMTP", "smtp://[mail.example"),
        ("COUNTERPART_FROM", ""),
        ("COUNTERPART_FROM", "Counterpart"),
        ("COUNTERPART_FROM", "no-reply@network.example\nBcc: all@press.example"),
        ("COUNTERPART_ADDRESS", ""),
        ("COUNTERPART_ADDRESS", "counterpart.example"),
        ("COUNTERPART_ADDRESS", "http://counterpart.example"),
        ("COUNTERPART_ADDRESS", "https://counterpart.example/?for=1"),
        ("COUNTERPART_ADDRESS", "https://user:word@counterpart.example"),
        ("COUNTERPART_DESK", "the desk"),
    ],
)
def test_what_is_wrong_is_named_and_never_quoted(variable: str, said: str) -> None:
    with pytest.raises(MailTrouble) as refused:
        outgoing(GOOD | {variable: said})
    assert refused.value.parameters["variable"] == variable
    assert not said or said not in str(refused.value)


def test_on_this_machine_links_may_be_plain() -> None:
    out = outgoing(GOOD | {"COUNTERPART_ADDRESS": "http://localhost:8000"})
    assert out is not None
    assert out.address == "http://localhost:8000"
