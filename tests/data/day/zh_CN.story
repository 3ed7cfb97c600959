@ 2026-11-13 17:00
$ # 2026-11-13 周五 17:00，管理员安装设置。
$ nudge init --name 李伟 --slug liwei --mail liwei@example.com --zone Asia/Shanghai --calendar CN
> zh_CN
$ nudge rep add 周杰 --slug zhoujie --mail zhoujie@example.com --zone Asia/Shanghai --calendar CN --channels maildir
$ nudge rep add 那颖 --slug naying --mail naying@example.com --zone Asia/Shanghai --calendar CN
$ nudge rep edit liwei --manager zhoujie
$ nudge rep list
$ # 李伟录入手上的客户。
$ nudge sign 和信机械 --slug hexin --tier 重点
$ nudge contact add 和信 王芳 --slug wangfang --roles 使用者,影响者 --mail wangfang@hexin.example
$ nudge contact add 和信 陈刚 --slug chengang --roles decision
$ nudge contact add 和信 陈刚 --slug chengang --roles 决策者
$ nudge offer 天宇科技 --slug tianyu --on 2026-11-12 --valid 2026-12-18
$ nudge account add 博润 --slug borun --stage 潜在
$ nudge topic add 2027年价目表 --until 2027-03-31
$ nudge status
@ 2026-11-16 08:00
$ # 2026-11-16 周一 08:00，今天做什么？
$ nudge
$ nudge show 1
$ nudge done 和信 已发送 感谢信已发，询问项目负责人 --with 王芳
$ nudge done 天宇
> 1
> 已收到，能打开
$ nudge meet 和信 看产线，见新班长 --at "周三 10:30" --via 拜访 --place 二号厂区 --travel 40m --with wangfang,chengang --team naying
$ nudge note 和信 不要提原来的供应商 --with chengang --caution
$ nudge note 和信 明年要上第二条产线 --share
$ nudge
$ nudge --as naying
@ 2026-11-17 10:20
$ # 2026-11-17 周二 10:20，打电话。
$ nudge
$ nudge done 10 顺利 对方等我们，从北门进 --with 王芳
$ nudge done 和信/d3 未联系上
$ nudge snooze 和信/d3 15:00
$ nudge list
$ nudge log 博润 --in 一月能交货吗？
$ nudge ask 博润 一月交货可以答应吗？
$ nudge ask 11 一月交货可以答应吗？
$ nudge --as zhoujie
$ nudge ask 11 --answer 可以，200台以内 --as zhoujie
$ nudge
$ nudge done 11 顺利 一月200台没问题 --via 电话 --next 发送交货计划 --due +3bd
@ 2026-11-17 15:00
$ # 15:00，再打一次。
$ nudge
$ nudge done 和信/d3 顺利 三条线已开两条，需要培训 --with 王芳 --promise 发送培训日期 --by 周五 --topic 价目表
$ nudge show 和信/d3
$ nudge show 和信
@ 2026-11-18 09:00
$ # 2026-11-18 周三 09:00，上门拜访，情况有变。
$ nudge
$ nudge --as naying
@ 2026-11-18 17:00
$ nudge done 9 顺利 新班长认可方案 --share
$ nudge move 和信/d7 2026-11-25
$ nudge move 和信/d7 2026-11-25 --reason 对方工厂停产检修
$ nudge why 和信/d7
$ nudge undo
$ nudge why 和信/d7
@ 2026-11-20 09:00
$ # 2026-11-20 周五 09:00，同一客户有两件事。
$ nudge
$ nudge merge 和信/d7 和信
$ nudge merge 3 13
$ nudge search 培训
$ nudge list
$ nudge history 和信
$ nudge cal
$ nudge pause 博润 --until 2027-01-04 停产放假
$ nudge resume 博润
$ nudge close 博润 并入和信机械
$ nudge reopen 博润
$ nudge contact left 和信/wangfang --on 2026-12-31
$ nudge topic show 1
$ # 管理员检查系统。
$ nudge calendar check CN
$ nudge channel list
$ nudge feed show
$ nudge outbox
$ nudge outbox show 1
$ nudge doctor
$ nudge backup friday.db
$ nudge check
$ nudge status
