"""No key lands in the wrong place at any speed: one write of many keys does what slow keys do."""

import pytest

from tests.terminal.harness import DEMO, Tty

LINES = "smith{Enter}104.75{Enter}okafor{Enter}98.20{Enter}"
CASES = {
    # name: (keys, what the last lines hold)
    "entry line": (LINES * 2 + "kaur{Enter}1.00{Enter}x", "kaur=1.00"),
    "form": (
        "ab{Enter}9.99{Enter}{^N}mary{Enter}jane{Enter}7{Backspace}8{Enter}after{Enter}5{Enter}"
        "{^N}q{Tab}w{Enter}e{Enter}last{Enter}6{Enter}",
        "ab=9.99|mary=jane8|after=5|q=we|last=6",
    ),
    "overlay opened in the middle": (
        "one{Enter}1{Enter}{^T}found{Enter}{Enter}2{Enter}three{Enter}3{Enter}"
        "{^T}again{Enter}{Enter}4{Enter}{^T}xy{Esc}",
        "one=1|found=2|three=3|again=4",
    ),
    "focus moved by Enter": (
        "ab{Enter}1{Enter}{F4}one{Enter}two{Enter}cd{Enter}2{Enter}{F4}x{Enter}y{Enter}",
        "ab=1|one=two|cd=2|x=y",
    ),
    "worker decides": (
        "zo{F7}12.34{Enter}ab{Enter}5{Enter}cd{F7}6{Enter}ef{F7}78{Enter}",
        "zo=12.34|ab=5|cd=6|ef=78",
    ),
    "screens over screens": (
        "{F6}{Down*9}w{Esc}ab{Enter}1{Enter}{F6}{PageDown*4}{F1}{Down}{Esc}{End}{Esc}cd{Enter}2{Enter}",
        "ab=1|cd=2",
    ),
    "palette": (
        "{^P}form{Enter}a{Enter}b{Enter}c{Enter}k{Enter}1{Enter}{^P}seek{Enter}who{Enter}{Enter}2{Enter}",
        "a=bc|k=1|who=2",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_burst_goes_where_slow_keys_go(name: str) -> None:
    spec, expected = CASES[name]
    with Tty(*DEMO) as slow, Tty(*DEMO) as fast:
        for tty in (slow, fast):
            tty.until("F10 post")
            tty.quiet()
        fast.burst(spec)
        slow.press(spec, quiet_s=0.02)
        for tty in (slow, fast):
            tty.until(expected)
            tty.quiet()
        assert fast.lines() == slow.lines()


def test_keys_typed_before_the_first_paint_are_not_lost() -> None:
    with Tty(*DEMO) as tty:
        tty.until(lambda: b"\x1b[?1049h" in tty.log)
        tty.burst("early{Enter}1{Enter}bird{Enter}2{Enter}")
        tty.until("early=1|bird=2")


def test_a_paste_keeps_its_place_among_keys() -> None:
    with Tty(*DEMO) as tty:
        tty.until("F10 post")
        tty.write(b"ab\x1b[200~cd\x1b[201~ef\r1\r\x1b[200~gh\x1b[201~\r2\r")
        tty.until("abcdef=1|gh=2")


def test_a_paste_of_several_lines_never_presses_enter() -> None:
    with Tty(*DEMO) as tty:
        tty.until("F10 post")
        tty.write(b"\x1b[200~one\r1\rtwo\r2\r\x1b[201~")
        tty.quiet()
        assert "0 lines" in tty.text()
        assert b"\x07" in tty.log


def test_a_fault_in_a_form_keeps_the_cursor_and_drops_what_was_typed_ahead() -> None:
    with Tty(*DEMO) as tty:
        tty.until("F10 post")
        tty.burst("{^N}ab{Enter}{Enter}stray")
        tty.until("nothing here: type")
        tty.quiet()
        assert "stray" not in tty.text()
        tty.burst("b{Enter}c{Enter}")
        tty.until("ab=bc")


def test_a_book_that_never_answers_is_given_up_by_ctrl_c() -> None:
    with Tty(*DEMO) as tty:
        tty.until("F10 post")
        tty.burst("ab{F5}cd")
        tty.until("asking: Ctrl+C gives up  cd")
        tty.burst("{^C}ef{Enter}1{Enter}")
        tty.until("abef=1")
