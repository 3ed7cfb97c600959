# Completion of nudge for fish: the program itself says what could follow.
complete -c nudge -f -a '(nudge complete (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
