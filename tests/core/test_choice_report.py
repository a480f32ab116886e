from klaviyo_gui.core.choice_report import ChoiceReport, Example, Sort


def example(line):
    return Example(line, ("a",))


def test_parts_add_up_and_the_first_lines_of_all_are_the_examples():
    one = Sort(4, (example(2), example(9)))
    other = Sort(2, (example(3), example(12)))
    whole = Sort(6, (example(2), example(3), example(9)))
    assert one.merged(other) == other.merged(one) == whole


def test_a_report_adds_up_by_sort_and_counts_all_of_them():
    one = ChoiceReport(Sort(1), Sort(2), Sort(3), 4)
    whole = one.merged(ChoiceReport(Sort(10), Sort(20), Sort(30), 40, 5))
    assert whole == ChoiceReport(Sort(11), Sort(22), Sort(33), 44, 5)
    assert (one.total, whole.total) == (10, 110)


def test_cells_stay_out_of_logs():
    assert "secret" not in repr(ChoiceReport(Sort(1, (Example(2, ("secret",)),))))
