"""Files as shops and tools write them, and how each is meant to be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from klaviyo_gui.source.dialect import Dialect

WRAPPED = Dialect(is_wrapped=True)
SEMICOLON = Dialect(delimiter=";")
TAB = Dialect(delimiter="\t")
BAR = Dialect(delimiter="|")


@dataclass(frozen=True)
class Messy:
    """A text, and the dialect that it is written in."""

    text: str
    dialect: Dialect = field(default_factory=Dialect)


def below(line: int, delimiter: str = ",") -> Dialect:
    return Dialect(delimiter=delimiter, header_line=line)


def headless(delimiter: str = ",", first_line: int = 1) -> Dialect:
    return Dialect(delimiter=delimiter, header_line=0, first_line=first_line)


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


PEOPLE = ["Ann Lee", "Bob Ray", "Cid Fox", "Dora Wu", "Eve Moss", "Finn O'Hara"]


def many(row: str) -> str:
    """Write a row for each of some people; ``#`` is a number, ``@`` an address, ``*`` a name."""
    return "".join(
        row.replace("@", f"{name.split()[0].lower()}@shop.io")
        .replace("*", name)
        .replace("#", str(1000 + 37 * at))
        + "\n"
        for at, name in enumerate(PEOPLE)
    )


FILES = {
    "Shopify orders": Messy(
        "Name,Email,Financial Status,Paid at,Total,Lineitem name,Notes\n"
        + many('"##",@,paid,2024-03-05 12:30:11 +0100,12.50,"Mug, blue","leave at\nthe door"')
    ),
    "Shopify orders with several lines each": Messy(
        "Name,Email,Total,Lineitem name\n" + many('"##",@,12.50,Mug\n"##",,,"Cup, 0.3 l"')
    ),
    "Shopify customers": Messy(
        "First Name,Last Name,Email,Accepts Email Marketing,Tags,Note\n"
        + many('*,X,@,yes,"vip, newsletter",')
    ),
    "Shopify phones with an apostrophe": Messy(
        "First Name,Email,Phone,Zip\n" + many("*,@,'+4930123456,'01067")
    ),
    "WooCommerce orders": Messy(
        '"Order ID","Order Date","Billing Email","Order Total","Line Items"\n'
        + many('"#","2024-03-05 10:11","@","12.50","id:7|name:Mug|qty:1; id:8|name:Cup|qty:2"')
    ),
    "WooCommerce categories": Messy(
        "ID,Type,SKU,Name,Categories\n" + many('#,simple,AB-#,*,"Home > Mugs, Gifts"')
    ),
    "Magento": Messy(
        "sku,attribute_set_code,additional_attributes,price\n"
        + many('MH-#,Top,"color=Red,size=XL,style_general=Pullover",52.0000')
    ),
    "PrestaShop": Messy(
        "id_order;reference;total_paid;email\n" + many("#;XK#;12,50 €;@"), SEMICOLON
    ),
    "Squarespace": Messy(
        "Order ID,Email,Subtotal,Shipping Name,Private Notes\n" + many('00#,@,12.50,*,""')
    ),
    "Etsy": Messy(
        "Sale Date,Item Name,Buyer,Price,Variations\n"
        + many('03/05/24,"Mug, ""Best Mum""",*,12.50,"Size:Large,Colour:Blue"')
    ),
    "eBay with an empty line below its header": Messy(
        '\n"Sales Record Number","Buyer Name","Total"\n\n' + many('"#","*","$12.50"'), below(2)
    ),
    "eBay with a summary below": Messy(
        "Record,Buyer,Total\n"
        + many('#,*,"$1,012.50"')
        + '\n6,record(s) downloaded,\n"Seller ID: x"\n'
    ),
    "Amazon orders": Messy(
        "order-id\tpurchase-date\tbuyer-email\tproduct-name\titem-price\n"
        + many('302-#\t2024-03-05T10:11:12+00:00\t@\tMug 5" high, blue\t12.50'),
        TAB,
    ),
    "Amazon payments with lines above": Messy(
        '"Includes Amazon Marketplace, Fulfillment and other"\n'
        '"All amounts in USD, unless specified"\n'
        '"Definitions:"\n'
        '"Sales tax collected: Includes sales tax, shipping tax"\n'
        '"date/time","settlement id","type","order id","total"\n'
        + many('"Mar 5, 2024 1:02:03 AM PST","#","Order","114-#","1,012.50"'),
        below(5),
    ),
    "Stripe payments": Messy(
        "id,Created (UTC),Amount,Currency,Customer Email,Description,metadata (json)\n"
        + many('ch_#,2024-03-05 10:11,"1,012.50",usd,@,Order #,"{""order"": ""#"", ""n"": 1}"')
    ),
    "Stripe in Europe": Messy(
        "id,Created (UTC),Amount,Fee\n" + many('ch_#,2024-03-05 10:11,"12,50","0,43"')
    ),
    "PayPal": Messy(
        '\ufeff"Date","Time","TimeZone","Name","Gross","Fee"\n'
        + many('"05/03/2024","10:11:12","CET","*","1.012,50","-0,43"')
    ),
    "Square": Messy(
        "Date,Time,Gross Sales,Net Total,Customer\n" + many("2024-03-05,10:11:12,$12.50,$11.00,*")
    ),
    "Mailchimp": Messy(
        '"Email Address","First Name","MEMBER_RATING","OPTIN_TIME","TAGS"\n'
        + many('@,*,2,"2024-03-05 10:11:12","""vip"",""news"""')
    ),
    "Mailchimp with addresses": Messy(
        '"Email Address",Address,LEID\n' + many('@,"1 Main St  Springfield  IL  62701  US",#')
    ),
    "Klaviyo": Messy(
        "Email,First Name,$consent,Created On\n" + many('@,*,"[""email"", ""sms""]",2024-03-05')
    ),
    "HubSpot": Messy(
        '"Record ID","First Name","Email","Lifecycle Stage","Associated Company"\n'
        + many('"#","*","@","Lead","Acme, Inc. (123)"')
    ),
    "Salesforce": Messy(
        '"Id","Name","Email","Description"\n' + many('"003#","*","@","a\n\nb, ""c"""')
    ),
    "Salesforce report with a footer": Messy(
        '"Account Name","Amount"\n'
        + many('"*","#.00"')
        + '\n\n"Open opportunities"\n"Copyright (c) 2000-2024 x, inc. All rights reserved."\n'
    ),
    "Eventbrite": Messy(
        "Order #,Order Date,First Name,Email,Quantity,Ticket Type,Attendee #\n"
        + many(
            "#,2024-03-05 10:11:12-05:00,*,@,1,Early Bird (Fri, Sat),#".replace(
                "Early Bird (Fri, Sat)", '"Early Bird (Fri, Sat)"'
            )
        )
    ),
    "Zoom attendees": Messy(
        "Attendee Report,\nReport Generated:,03/05/2024 10:11 AM\n"
        "Topic,Webinar ID,Actual Start Time\nHow to sell,812 3456,03/05/2024 09:00 AM\n"
        "Attendee Details,\n"
        "Attended,User Name (Original Name),First Name,Email,Join Time\n"
        + many('Yes,*,*,@,"03/05/2024 09:01 AM"'),
        below(6),
    ),
    "GoToWebinar": Messy(
        '"Webinar name","Sell more"\n"General Information"\n"Registered","120"\n\n'
        '"Last Name","First Name","Email Address","Registration Date/Time"\n'
        + many('"Lee","*","@","Mar 05, 2024 10:11 AM CET"'),
        below(5),
    ),
    "Teams, tabs in UTF-16's text": Messy(
        "Full Name\tUser Action\tTimestamp\n" + many("*\tJoined\t3/5/2024, 10:11:12 AM"), TAB
    ),
    "Google Ads": Messy(
        'Campaign report\n"March 1, 2024 - March 31, 2024"\n'
        "Campaign,Clicks,Impr.,CTR,Cost\n"
        + many('*,#,"1,234",2.50%,"1,012.50"')
        + 'Total: Account,99,"9,999",2.50%,9.00\n',
        below(3),
    ),
    "Google Ads, tabs": Messy(
        "Campaign report\nMarch 2024\nCampaign\tClicks\tCost\n" + many("*\t#\t12.50"),
        below(3, "\t"),
    ),
    "Google Analytics": Messy(
        "# ----------------------------------------\n# All Web Site Data\n# 20240301-20240331\n"
        "# ----------------------------------------\n\n"
        "Source / Medium,Users,New Users,Bounce Rate\n" + many('google / organic,"#",12,45.01%'),
        below(6),
    ),
    "Google Search Console": Messy(
        "Top queries,Clicks,Impressions,CTR,Position\n" + many("*,#,99,1.2%,4.5")
    ),
    "Google contacts": Messy(
        "Name,E-mail 1 - Value,Group Membership\n" + many("*,@,* myContacts ::: friends")
    ),
    "Google Forms": Messy(
        '"Timestamp","What do you like, and why?","Your e-mail"\n'
        + many('"2024/03/05 10:11:12 AM GMT+1","Mugs, cups; ""all""\nof them","@"')
    ),
    "Facebook leads": Messy(
        "id\tcreated_time\tad_name\temail\tfull_name\n"
        + many("l:#\t2024-03-05T10:11:12+01:00\tAd; 1\t@\t*"),
        TAB,
    ),
    "LinkedIn with notes above": Messy(
        "Notes:\n"
        '"When exporting your connection data, you may notice that some, are missing."\n'
        "\nFirst Name,Last Name,URL,Company,Connected On\n"
        + many('*,X,https://l.in/#,"Acme, Inc.",05 Mar 2024'),
        below(4),
    ),
    "Typeform": Messy(
        '#,What\'s your name?,"Pick, please",Submit Date (UTC)\n'
        + many('a#,*,"A, B",2024-03-05 10:11:12')
    ),
    "SurveyMonkey with two lines of titles": Messy(
        "Respondent ID,Start Date,What do you like?,,\n,,Mugs,Cups,Bowls\n"
        + many("#,03/05/2024,Mugs,,Bowls")
    ),
    "Jira": Messy(
        "Summary,Issue key,Issue id,Labels,Labels,Description\n"
        + many('*,AB-#,#,x,,"h2. What\n* one, two\n{code}a;b{code}"')
    ),
    "Trello": Messy("Card ID,Card Name,Labels,Due\n" + many('5f#,*,"red, blue (x)",2024-03-05')),
    "GitHub": Messy(
        "number,title,labels,body\n" + many('#,"Fix: a, b","bug;ui","`a|b`\n\n| x | y |\n"')
    ),
    "Airtable": Messy("Name,Tags,Attachments\n" + many('*,"a,b","m.png (https://dl.io/#,x)"')),
    "Notion": Messy("\ufeffName,Date,Files\n" + many('*,"March 5, 2024","a%20b.pdf, c.pdf"')),
    "Calendly": Messy(
        "Invitee Name,Invitee Email,Start Date & Time\n" + many("*,@,2024-03-05 10:11 am")
    ),
    "Excel in German": Messy(
        crlf("Kunde;Betrag;Datum;PLZ\n" + many('*;1.012,50 €;05.03.2024;"01067"')), SEMICOLON
    ),
    "Excel in German, decimals alone": Messy(crlf("Preis;Menge\n" + many("12,50;#,5")), SEMICOLON),
    "Excel in French": Messy(
        crlf("Prénom;Montant;Date de commande\n" + many("*;1\u202f012,50;05/03/2024")), SEMICOLON
    ),
    "Excel in Swiss German": Messy("Name;Betrag\n" + many("*;1'012.50"), SEMICOLON),
    "Excel in Indian": Messy("Name,Amount,City\n" + many('*,"1,00,012.50",Pune')),
    "Excel with sep": Messy("sep=;\nName;Betrag\n" + many("*;12,50"), below(2, ";")),
    "Excel with sep, tab": Messy("sep=\t\nName\tBetrag\n" + many("*\t12,50"), below(2, "\t")),
    "Excel with blank columns": Messy("Name,Total,,,\n" + many("*,12.50,,,")),
    "Excel with blank lines": Messy("Name,Total\n" + many("*,12.50") + ",\n,\n,\n"),
    "Excel with padded titles": Messy(
        "Sales 2024;;;\n;;;\nName;Mail;Total;Note\n" + many("*;@;#,50;"), below(3, ";")
    ),
    "Excel with padded titles, commas": Messy(
        "Customer list,,,\nAs of 03/05/2024,,,\n,,,\nName,Mail,Total,Note\n" + many("*,@,#.50,"),
        below(4),
    ),
    "Excel of rows in one column": Messy("id,name,total\n" + many('"#,""*, jr."",12.50"'), WRAPPED),
    "rows wrapped in quotes": Messy('"id,name,mail"\n' + many('"#,*,@"'), WRAPPED),
    "rows wrapped in quotes with quotes": Messy(
        '"id,name,""note, long"""\n' + many('"#,*,""x, y"""'), WRAPPED
    ),
    "rows wrapped in quotes, semicolons": Messy(
        crlf('"Nr;Name;Betrag"\n' + many('"#;*;12,50"')), Dialect(delimiter=";", is_wrapped=True)
    ),
    "SAP, bars and dashes": Messy(
        "05.03.2024                 Dynamic List Display                 1\n\n"
        "|Customer|Name|Amount|\n" + many("|#|*|1.012,50|"),
        below(3, "|"),
    ),
    "SAP with a selection above": Messy(
        "Report: ZSD_ORDERS\nUser: MEIER\nDate: 05.03.2024\n\n"
        "Order\tSold-to\tNet value\tCurrency\n" + many("00#\t*\t1.012,50\tEUR"),
        below(5, "\t"),
    ),
    "DATEV": Messy(
        '"EXTF";700;21;"Buchungsstapel";9;20240305101112;;"RE"\n'
        "Umsatz;Soll/Haben;Konto;Belegdatum;Buchungstext\n"
        + many('#,50;"S";8400;0503;"Rechnung *"'),
        below(2, ";"),
    ),
    "a German bank": Messy(
        '"Kontonummer:";"DE12 3456";\n\n"Von:";"01.03.2024";\n"Bis:";"31.03.2024";\n'
        '"Kontostand vom 31.03.2024:";"1.012,50 EUR";\n\n'
        '"Buchungstag";"Wertstellung";"Buchungstext";"Auftraggeber";"Betrag (EUR)";\n'
        + many('"05.03.2024";"05.03.2024";"Lastschrift";"*, Berlin";"-12,50";'),
        below(7, ";"),
    ),
    "a French bank": Messy(
        "Code de la banque : 12345;Code de l'agence : 678\nDate de début;01/03/2024\n"
        "Date;Numéro d'opération;Libellé;Débit;Crédit\n" + many("05/03/24;#;VIR SEPA *;-12,50;"),
        below(3, ";"),
    ),
    "an American bank": Messy(
        'Description,,Summary Amt.\nBeginning balance as of 03/01/2024,,"1,012.50"\n'
        "Total credits,,12.50\n\nDate,Description,Amount,Running Bal.\n"
        + many('03/05/2024,"CHECKCARD *, NY",-12.50,"1,000.00"'),
        below(5),
    ),
    "a British bank": Messy(
        "Transaction Date,Transaction Type,Sort Code,Description,Debit Amount,Balance\n"
        + many("05/03/2024,DEB,'30-12-34,*,12.50,1012.50")
    ),
    "MySQL into outfile": Messy(
        many("#\t*\t\\N\tone\\\ttwo"), Dialect(delimiter="\t", quote="", escape="\\", header_line=0)
    ),
    "MySQL with quotes": Messy(
        many('"#","*",\\N,"say \\"hi\\", you"'), Dialect(escape="\\", header_line=0)
    ),
    "phpMyAdmin": Messy(
        '"id";"name";"note"\n' + many('"#";"*";"a \\"b\\"; c"'), Dialect(delimiter=";", escape="\\")
    ),
    "PostgreSQL copy": Messy(
        many("#\t*\t\\N\t2024-03-05 10:11:12.123+01"),
        Dialect(delimiter="\t", quote="", header_line=0),
    ),
    "PostgreSQL csv": Messy("id,name,data\n" + many('#,*,"{""a"": [1, 2]}"')),
    "psql, bars": Messy("id|name|mail\n" + many("#|*|@"), BAR),
    "SQL Server": Messy("Id,Name,Created\n" + many("#,*,2024-03-05 10:11:12.1234567")),
    "Oracle": Messy('"ID","NAME","HIRED"\n' + many('#,"*",05-MAR-24')),
    "Hive": Messy(many("#\x01*\x01@"), headless("\x01")),
    "unit separators": Messy(
        "id\x1fname\x1fmail\n" + many("#\x1f*\x1f@"), Dialect(delimiter="\x1f")
    ),
    "carets": Messy("id^name^price, net\n" + many("#^*^12,50"), Dialect(delimiter="^")),
    "tildes": Messy("id~name~note\n" + many("#~*~a, b; c"), Dialect(delimiter="~")),
    "colons": Messy("id:name:mail:total\n" + many("#:*:@:12.50"), Dialect(delimiter=":")),
    "single quotes": Messy("'id','name','note'\n" + many("'#','X','it, too'"), Dialect(quote="'")),
    "single quotes with doubled ones": Messy(
        "id;note\n" + many("#;'it''s; here'"), Dialect(delimiter=";", quote="'")
    ),
    "inches": Messy("id\tname\tsize\n" + many('#\t*\t5"'), TAB),
    "inches among quotes": Messy("id,name,size\n" + many('#,"Mug, *","5"""')),
    "tabs in quoted cells": Messy("id,name,note\n" + many('#,*,"a\tb\tc"')),
    "tabs in plain cells": Messy("id,name,note\n" + many("#,*,a\tb")),
    "bars in cells": Messy("id,name,tags\n" + many("#,*,a|b|c")),
    "semicolons in cells": Messy("id,name,tags\n" + many("#,*,a;b;c;d")),
    "commas in semicolon cells": Messy(
        "id;name;address\n" + many("#;*;1 Main St, Apt 4, NY"), SEMICOLON
    ),
    "every separator": Messy("id;a,b;c|d;note\n" + many("#;1,5;x|y;it, is | so"), SEMICOLON),
    "decimals in two columns": Messy("x;y\n" + many("1,5;2,#"), SEMICOLON),
    "times": Messy("time,name\n" + many("10:11:12,*")),
    "one column of addresses": Messy("email\n" + many("@")),
    "one column of names": Messy("name\n" + many("*")),
    "one column of decimals": Messy("Preis\n" + many("12,50"), SEMICOLON),
    "one column of amounts": Messy("price\n" + many('"1,012.50"')),
    "one column of quoted names": Messy("name\n" + many('"X, *"'), SEMICOLON),
    "one column of dates": Messy("date\n" + many("05.03.2024")),
    "one row": Messy("email,name,total\nann@shop.io,Ann Lee,12.50\n"),
    "one row of semicolons": Messy("E-Mail;Name;Betrag\nann@shop.io;Lee, Ann;12,50", SEMICOLON),
    "one row without a header": Messy(
        "ann@shop.io,Ann Lee,12.50\nbob@shop.io,Bob Ray,3.00\n", headless()
    ),
    "no header": Messy(many("#,*,@,2024-03-05"), headless()),
    "no header, semicolons": Messy(many("#;*;@;12,50"), headless(";")),
    "no header below a title": Messy("Export\n" + many("#,*,@"), headless(first_line=2)),
    "a wide table": Messy(
        ",".join(f"c{at}" for at in range(300)) + "\n" + many(",".join("#" for _ in range(300)))
    ),
    "a wide table of empty cells": Messy(
        ";".join(f"c{at}" for at in range(300)) + "\n" + many("#" + ";" * 299), SEMICOLON
    ),
    "years as titles": Messy("Country,2021,2022,2023\n" + many("*,1.5,2.5,3.5")),
    "months as titles": Messy("Produkt;Jan 24;Feb 24;Mär 24\n" + many("*;1,5;2,5;3,5"), SEMICOLON),
    "ragged": Messy("a,b,c,d\n" + many("#,*,@,x\n#,*\n#,*,@")),
    "ragged and longer": Messy("id,name,mail\n" + many("#,*,@\n#,*,@,x,y")),
    "trailing commas": Messy("id,name,mail,\n" + many("#,*,@,")),
    "trailing commas in rows only": Messy("id,name,mail\n" + many("#,*,@,")),
    "blanks behind commas": Messy("id, name, mail\n" + many("#, *, @")),
    "blanks around bars": Messy("id | name | mail\n" + many("# | * | @"), BAR),
    "a Markdown table": Messy("| id | name |\n" + many("| # | * |"), BAR),
    "old Mac": Messy(("id;name\n" + many("#;*")).replace("\n", "\r"), SEMICOLON),
    "quoted newlines of another kind": Messy(
        crlf("id,note,x\n") + crlf(many('#,"a§b, c",*')).replace("§", "\n")
    ),
    "long notes": Messy("id,note\n" + many('#,"' + "It was, all in all; good.\n" * 9 + '"')),
    "notes that look like tables": Messy("id,note,n\n" + many('#,"a;b;c\nd;e;f\ng;h;i",1')),
    "HTML": Messy("id,html,name\n" + many('#,"<a href=""x?a=1;b=2"">x, y</a>",*')),
    "JSON": Messy("id;data;name\n" + many('#;"{""a"": 1, ""b"": [2, 3]}";*'), SEMICOLON),
    "links": Messy("id,link,name\n" + many("#,https://shop.io/p?a=1&b=2;c=3,*")),
    "paths": Messy("id,path,name\n" + many("#,C:\\data\\new,*")),
    "coordinates": Messy("name;place\n" + many("*;52.5200, 13.4050"), SEMICOLON),
    "lists in brackets": Messy("id,tags,name\n" + many("#,\"['a', 'b']\",*")),
    "empty cells": Messy("id,a,b,c\n" + many("#,,,")),
    "quoted empty cells": Messy('"id","a","b"\n' + many('"#","",""')),
    "a mark": Messy("\ufeffid;name\n" + many("#;*"), SEMICOLON),
}
"""By the name of what writes so."""
