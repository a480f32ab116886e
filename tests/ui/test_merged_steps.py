"""Steps that are made in one go are taken back in one."""

from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter


def asking(text):
    return RowFilter((Condition("a", Ask.IS, (text,)),))


def test_steps_with_the_same_name_of_a_turn_are_one_and_others_are_not(session):
    stack = session.undo_stack
    for text in ("p", "pa", "paid"):
        session.choose_rows(asking(text), "one")
    session.choose_rows(asking("open"), "two")
    session.choose_rows(asking("sent"))
    session.choose_rows(asking("gone"))
    assert stack.count() == 4
    found = []
    while stack.canUndo():
        stack.undo()
        found.append(session.row_filter)
    assert found == [asking("sent"), asking("open"), asking("paid"), None]
    stack.redo()
    assert session.row_filter == asking("paid")


def test_a_turn_that_ends_where_it_began_leaves_no_step(session):
    session.choose_rows(asking("paid"))
    session.choose_rows(asking("pai"), "one")
    session.choose_rows(asking("paid"), "one")
    assert session.undo_stack.count() == 1
    assert session.row_filter == asking("paid")
