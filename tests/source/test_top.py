"""Where a table begins, and whether that is certain."""

from __future__ import annotations

import pytest

from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.top import Top, find_top

TEN = "1,Ann,a@x.co\n2,Bob,b@x.co\n3,Cid,c@x.co\n"
THREE = "a,Ann,Rome\nb,Bob,Pisa\nc,Cid,Bari\n"


@pytest.mark.parametrize(
    ("text", "top"),
    [
        ("id,name,email\n" + TEN, Top(1, 1, True)),
        ("foo,bar,baz\n" + TEN, Top(1, 1, True)),
        ("foo,bar\nx,y\nz,w\nu,v\n", Top(1, 1, False)),
        ("name,city\nx,y\nz,w\nu,v\n", Top(1, 1, True)),
        ("Export,,\nid,name,email\n" + TEN, Top(2, 1, False)),
        ("Export\n\nid,name,email\n" + TEN, Top(3, 1, True)),
        (TEN, Top(0, 1, True)),
        ("Export\n" + TEN, Top(0, 2, False)),
        ("Orders, all\nid,name\n1,Ann\n2,Bob\n", Top(1, 1, False)),
        ("Export,\n1,Ann\n", Top(1, 1, False)),
        (";,\n" + "0,\n" * 3, Top(1, 1, False)),
        ("c1,c2,c3,c4,c5\n" + "1,2,3,4,5\n" * 3, Top(1, 1, True)),
        ("Land,2021,2022\n" + "x,1.5,2\ny,3.5,1\nz,1.5,7\n", Top(1, 1, True)),
        ("Land,Jan 24,Feb 24\n" + "x,1.5,2\ny,3.5,1\nz,1.5,7\n", Top(1, 1, True)),
        ("first,second\n1,Ann,a@x.co\n2,Bob,b@x.co\n", Top(1, 1, False)),
        ("2024-01-01,x\n5,y\n6,z\n7,w\n", Top(1, 1, False)),
        ("Report,2024,,,,\nfoo,bar,baz,qux,cor,gra\n" + "a,b,1,2,3,4\n" * 5, Top(2, 1, False)),
        ("Note\n" * 12 + "id,name,email\n" + TEN * 5, Top(13, 1, False)),
        ("email,price,city\na@x.co,1,50,Rome\nb@x.co,2,00,Pisa\n", Top(1, 1, True)),
        ("email,price,cité\na@x.co,1,50,Rome\nb@x.co,2,00,Pisa\n", Top(1, 1, False)),
        ("Export\nemail,price,city\na@x.co,1,50,Rome\nb@x.co,2,00,Pisa\n", Top(2, 1, False)),
        ("name,email\nAnn,a@x.co\nname,email\nBob,b@x.co\n", Top(1, 1, True)),
        ("Sales,,\nPeriod:,2024-01-01,\n,,\nid,name,email\n" + TEN, Top(4, 1, False)),
        ("Umsatz,,\nVon:,2024-01-01,\n,,\nRef,Wer,Mail\n" + TEN, Top(4, 1, False)),
        ("Sales,,\nPeriod:,2024-01-01,\nid,name,email\n" + TEN, Top(3, 1, False)),
        ("Sales,,\nPeriod:,2024-01-01,2024-02-01\n,,\nid,name,email\n" + TEN, Top(4, 1, False)),
        ("Client,,\n,name,email\n" + TEN, Top(2, 1, False)),
        (",name,email\n\n" + TEN, Top(1, 1, True)),
        (",name,email\n1,Gender,a@x.co\n" + TEN, Top(1, 1, True)),
        (",name,city\n" + THREE + "\nid,name,city\n" + THREE, Top(1, 1, False)),
        ("", Top(1, 1, True)),
        (",,\n", Top(1, 1, False)),
    ],
)
def test_the_top_of_a_table_is_found_and_doubted_where_it_may_be_another(text, top):
    assert find_top(text, Dialect()) == top
