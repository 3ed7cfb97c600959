@ 2026-11-13 17:00
$ # Friday 2026-11-13, 17:00. The administrator sets nudge up.
$ nudge init --name "Li Wei" --slug liwei --mail liwei@example.com --zone Asia/Shanghai --calendar CN
> en
$ nudge rep add "Zhou Jie" --slug zhoujie --mail zhoujie@example.com --zone Asia/Shanghai --calendar CN --channels maildir
$ nudge rep add "Na Ying" --slug naying --mail naying@example.com --zone Asia/Shanghai --calendar CN
$ nudge rep edit liwei --manager zhoujie
$ nudge rep list
$ # Li Wei writes down how things stand.
$ nudge sign Acme --tier key
$ nudge contact add acme "Wang Fang" --slug wangfang --roles user,influencer --mail wangfang@acme.example
$ nudge contact add acme "Chen Gang" --slug chengang --roles decision
$ nudge contact add acme "Chen Gang" --slug chengang --roles decision-maker
$ nudge offer "Tianyu Technology" --slug tianyu --on 2026-11-12 --valid 2026-12-18
$ nudge account add Borun --stage prospect
$ nudge topic add "price list 2027" --until 2027-03-31
$ nudge status
@ 2026-11-16 08:00
$ # Monday 2026-11-16, 08:00. What is to be done?
$ nudge
$ nudge show 1
$ nudge done acme sent "thanked them, asked who runs the project" --with wangfang
$ nudge done tianyu
> 1
> arrived and readable
$ nudge meet acme "see the line, meet the shift leader" --at "wed 10:30" --via visit --place "plant 2" --travel 40m --with wangfang,chengang --team naying
$ nudge note acme "never mention the old supplier" --with chengang --caution
$ nudge note acme "a second line is planned for 2027" --share
$ nudge
$ nudge --as naying
@ 2026-11-17 10:20
$ # Tuesday 2026-11-17, 10:20. The calls.
$ nudge
$ nudge done 10 ok "they expect us, ask for the north gate" --with wangfang
$ nudge done acme/d3 noanswer
$ nudge snooze acme/d3 15:00
$ nudge list
$ nudge log borun --in "can you deliver in January?"
$ nudge ask borun "may I promise January?"
$ nudge ask 11 "may I promise January?"
$ nudge --as zhoujie
$ nudge ask 11 --answer "yes, up to 200 units" --as zhoujie
$ nudge
$ nudge done 11 ok "200 units in January are fine" --via call --next "send the schedule" --due +3bd
@ 2026-11-17 15:00
$ # 15:00. The second try.
$ nudge
$ nudge done acme/d3 ok "2 of 3 lines running, wants training" --with wangfang --promise "send training dates" --by fri --topic "price list"
$ nudge show acme/d3
$ nudge show acme
@ 2026-11-18 09:00
$ # Wednesday 2026-11-18, 09:00. A visit, and what changes.
$ nudge
$ nudge --as naying
@ 2026-11-18 17:00
$ nudge done 9 ok "the shift leader is convinced" --share
$ nudge move acme/d7 2026-11-25
$ nudge move acme/d7 2026-11-25 --reason "their plant is closed until then"
$ nudge why acme/d7
$ nudge undo
$ nudge why acme/d7
@ 2026-11-20 09:00
$ # Friday 2026-11-20, 09:00. Two things for one customer.
$ nudge
$ nudge merge acme/d7 acme
$ nudge merge 3 13
$ nudge search lines
$ nudge list
$ nudge history acme
$ nudge cal
$ nudge pause borun --until 2027-01-04 plant closed
$ nudge resume borun
$ nudge close borun merged into Acme
$ nudge reopen borun
$ nudge contact left acme/wangfang --on 2026-12-31
$ nudge topic show 1
$ # The administrator looks after it.
$ nudge calendar check CN
$ nudge channel list
$ nudge feed show
$ nudge outbox
$ nudge outbox show 1
$ nudge doctor
$ nudge backup friday.db
$ nudge check
$ nudge status
