from daogou.catalogue.text import normal, normal_name


def test_width_case_script_and_spacing_dont_count() -> None:
    assert normal("襪子　ＸＬ  Größe") == normal("袜子 xl grösse")
    assert normal("  A\tB ") == "a b"


def test_a_lone_surrogate_is_no_error() -> None:
    assert normal("a\ud800b") == "a?b"


def test_names_are_written_with_spaces_or_underscores() -> None:
    assert normal_name("Screen_Size") == normal_name("screen-size") == "screen size"
