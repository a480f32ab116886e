from klaviyo_gui.core.match_report import EXAMPLES, MatchReport, SecondFile


def test_parts_add_up_and_show_each_key_once():
    second = SecondFile(9)
    one = MatchReport(10, 4, 3, 1, 1, 2, ((2, "a"), (3, "b")), second)
    other = MatchReport(5, 5, 0, 0, 2, 0, ((9, "b"), (10, "c")))
    assert one.merged(other) == MatchReport(
        15, 9, 3, 1, 3, 2, ((2, "a"), (3, "b"), (10, "c")), second
    )
    many = MatchReport(examples=tuple((at, f"k{at}") for at in range(20)))
    assert len(one.merged(many).examples) == EXAMPLES
