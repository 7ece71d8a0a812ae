-- Search must find a name however it was typed: any case, any hamza, with or without diacritics.
-- hq_fold() is the database's half of core::text::fold; a test holds the two together.
--
-- lower() is asked under "C", where it knows ASCII only, so that no locale makes a difference; every other letter is in
-- the table. A character without a counterpart in the second list (the last lines of the first) is dropped.
create extension if not exists pg_trgm;

create function hq_fold(input text) returns text
    language sql immutable parallel safe strict
    return translate(
        lower(input collate "C"),
        -- first what stands in most texts and stays: translate() looks a character up from the left, and stops
        ' aeilnorstdmcuyhgbkpfwvxzjq0123456789-.@+&/_'
        || 'المينرسبوغتدحهعكقفجصشزخطذثضظء'
        -- Arabic letters and digits, Persian ones, accented Latin letters
        || 'أإآٱىئیؤةک٠۰١۱٢۲٣۳٤۴٥۵٦۶٧۷٨۸٩۹'
        || 'ÀÁÂÃÄÅàáâãäåĀāĂăĄąÇçĆćĈĉĊċČčĎďĐđÈÉÊËèéêëĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħÌÍÎÏìíîï'
        || 'ĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľĿŀŁłÑñŃńŅņŇňÒÓÔÕÖØòóôõöøŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧ'
        || 'ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųŴŵÝýÿŶŷŸŹźŻżŽžÆÐÞŒ'
        -- wide, narrow and unbreakable spaces
        || U&'\00a0\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200a\202f\205f\3000'
        -- Arabic tatweel and diacritics
        || U&'\0640\0610\0611\0612\0613\0614\0615\0616\0617\0618\0619\061a\064b\064c\064d\064e\064f\0650\0651\0652\0653\0654\0655\0656\0657\0658\0659\065a\065b\065c\065d\065e\065f\0670'
        -- combining accents
        || U&'\0300\0301\0302\0303\0304\0305\0306\0307\0308\0309\030a\030b\030c\030d\030e\030f\0310\0311\0312\0313'
        || U&'\0314\0315\0316\0317\0318\0319\031a\031b\031c\031d\031e\031f\0320\0321\0322\0323\0324\0325\0326\0327'
        || U&'\0328\0329\032a\032b\032c\032d\032e\032f\0330\0331\0332\0333\0334\0335\0336\0337\0338\0339\033a\033b'
        || U&'\033c\033d\033e\033f\0340\0341\0342\0343\0344\0345\0346\0347\0348\0349\034a\034b\034c\034d\034e\034f'
        || U&'\0350\0351\0352\0353\0354\0355\0356\0357\0358\0359\035a\035b\035c\035d\035e\035f\0360\0361\0362\0363'
        || U&'\0364\0365\0366\0367\0368\0369\036a\036b\036c\036d\036e\036f'
        -- direction marks, zero-width characters, soft hyphen
        || U&'\00ad\061c\200b\200c\200d\200e\200f\202a\202b\202c\202d\202e\2060\2066\2067\2068\2069\feff',
        ' aeilnorstdmcuyhgbkpfwvxzjq0123456789-.@+&/_'
        || 'المينرسبوغتدحهعكقفجصشزخطذثضظء'
        || 'اااايييوهك00112233445566778899'
        || 'aaaaaaaaaaaaaaaaaaccccccccccddddeeeeeeeeeeeeeeeeeegggggggghhhhiiiiiiii'
        || 'iiiiiiiiiijjkkllllllllllnnnnnnnnoooooooooooooooooorrrrrrsssssssstttttt'
        || 'uuuuuuuuuuuuuuuuuuuuwwyyyyyyzzzzzzæðþœ'
        || '               '
    );
