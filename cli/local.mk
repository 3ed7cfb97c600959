# Everything of nudge but main, so that unit tests can link it.
noinst_LIBRARIES += cli/libnudge_cli.a
cli_libnudge_cli_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
cli_libnudge_cli_a_SOURCES = \
	%D%/aftermath.c \
	%D%/aftermath.h \
	%D%/ask.c \
	%D%/ask.h \
	%D%/cmd.h \
	%D%/cmd_account.c \
	%D%/cmd_add.c \
	%D%/cmd_backup.c \
	%D%/cmd_ask.c \
	%D%/cmd_brief.c \
	%D%/cmd_channel_add.c \
	%D%/cmd_cadence.c \
	%D%/cmd_cal.c \
	%D%/cmd_calendar.c \
	%D%/cmd_calendar_check.c \
	%D%/cmd_calendar_import.c \
	%D%/cmd_calendar_soft.c \
	%D%/cmd_channel.c \
	%D%/cmd_channel_course.c \
	%D%/cmd_check.c \
	%D%/cmd_close.c \
	%D%/cmd_complete.c \
	%D%/cmd_config.c \
	%D%/cmd_contact.c \
	%D%/cmd_contact_forget.c \
	%D%/cmd_contact_left.c \
	%D%/cmd_course.c \
	%D%/cmd_doctor.c \
	%D%/cmd_done.c \
	%D%/cmd_feed.c \
	%D%/cmd_give.c \
	%D%/cmd_help.c \
	%D%/cmd_history.c \
	%D%/cmd_init.c \
	%D%/cmd_list.c \
	%D%/cmd_log.c \
	%D%/cmd_manual.c \
	%D%/cmd_meet.c \
	%D%/cmd_merge.c \
	%D%/cmd_move.c \
	%D%/cmd_note.c \
	%D%/cmd_offer.c \
	%D%/cmd_outbox.c \
	%D%/cmd_pause.c \
	%D%/cmd_preview.c \
	%D%/cmd_rep.c \
	%D%/cmd_restore.c \
	%D%/cmd_search.c \
	%D%/cmd_show.c \
	%D%/cmd_sign.c \
	%D%/cmd_skip.c \
	%D%/cmd_snooze.c \
	%D%/cmd_start.c \
	%D%/cmd_status.c \
	%D%/cmd_today.c \
	%D%/cmd_topic.c \
	%D%/cmd_undo.c \
	%D%/cmd_upgrade.c \
	%D%/cmd_why.c \
	%D%/commands.c \
	%D%/commands.h \
	%D%/customer_opts.h \
	%D%/course_line.c \
	%D%/course_line.h \
	%D%/doctor_local.c \
	%D%/doctor_local.h \
	%D%/doctor_programs.c \
	%D%/doctor_programs.h \
	%D%/doctor_trial.c \
	%D%/doctor_trial.h \
	%D%/doctor_words.c \
	%D%/doctor_words.h \
	%D%/first_channel.c \
	%D%/first_channel.h \
	%D%/first_db.c \
	%D%/first_db.h \
	%D%/foreign.c \
	%D%/foreign.h \
	%D%/foreign_days.c \
	%D%/foreign_days.h \
	%D%/grid.c \
	%D%/grid.h \
	%D%/habit.c \
	%D%/habit.h \
	%D%/help.c \
	%D%/help.h \
	%D%/helper.c \
	%D%/helper.h \
	%D%/offer.c \
	%D%/offer.h \
	%D%/opt.c \
	%D%/opt.h \
	%D%/opt_common.c \
	%D%/opt_choice.c \
	%D%/opt_choice.h \
	%D%/opt_value.c \
	%D%/opt_value.h \
	%D%/out.c \
	%D%/out.h \
	%D%/progress.c \
	%D%/progress.h \
	%D%/prompt.c \
	%D%/prompt.h \
	%D%/refusal.c \
	%D%/refusal.h \
	%D%/run.c \
	%D%/run.h \
	%D%/secret_form.c \
	%D%/secret_form.h \
	%D%/show.c \
	%D%/show.h \
	%D%/show_account.c \
	%D%/show_account.h \
	%D%/show_backup.c \
	%D%/show_backup.h \
	%D%/show_brief.c \
	%D%/show_brief.h \
	%D%/show_calendar.c \
	%D%/show_calendar.h \
	%D%/show_facts.c \
	%D%/show_facts.h \
	%D%/show_meeting.c \
	%D%/show_meeting.h \
	%D%/show_note.c \
	%D%/show_note.h \
	%D%/show_outlook.c \
	%D%/show_outlook.h \
	%D%/show_plan.c \
	%D%/show_plan.h \
	%D%/show_quote.c \
	%D%/show_quote.h \
	%D%/show_rep.c \
	%D%/show_rep.h \
	%D%/show_rows.c \
	%D%/show_rows.h \
	%D%/show_topic.c \
	%D%/show_topic.h \
	%D%/show_tp.c \
	%D%/show_tp.h \
	%D%/target.c \
	%D%/target.h \
	%D%/target_word.c \
	%D%/target_word.h \
	%D%/value.c \
	%D%/value.h

# What nudge links, without the clock: tests link another.  Archives where
# there are any, the C library's too (DESIGN.md "The command line").
CLI_LIBS = \
	cli/libnudge_cli.a \
	lib/libnudge_conf.a \
	lib/libnudge_api.a \
	lib/libnudge_compose.a \
	lib/libnudge_text.a \
	lib/libnudge_store.a \
	lib/libnudge_core.a \
	lib/libnudge_base.a \
	$(INIH_LIBS) $(CLI_SQLITE_LIBS) $(CLI_JANSSON_LIBS)

bin_PROGRAMS += cli/nudge
cli_nudge_SOURCES = %D%/main.c
cli_nudge_CPPFLAGS = $(AM_CPPFLAGS) \
	-DNUDGE_PKGLIBEXECDIR='"$(pkglibexecdir)"' \
	-DNUDGE_SBINDIR='"$(sbindir)"'
cli_nudge_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
cli_nudge_LDFLAGS = $(CLI_LDFLAGS) $(HARDEN_LDFLAGS) $(SAN_CFLAGS)
cli_nudge_LDADD = $(CLI_LIBS) lib/libnudge_clock.a
