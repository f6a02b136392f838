# processes.sh - for up, down and tests of them: what is started stays, with a pid file and a log.
# Source it with var= set. Nothing is ever ended by name: only by the pid we wrote, and only while
# that pid is the program we started.

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

pid_of() { cat "$var/run/$1.pid" 2>/dev/null || true; }

# alive NAME: the program of var/run/NAME.pid runs. The 15 characters are the kernel's limit.
alive() {
    local pid
    pid=$(pid_of "$1")
    [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$(echo "$1" | cut -c1-15)" ]
}

# current NAME BINARY: it runs from the file that is there now, not from one built before.
current() {
    alive "$1" && [ "$(as_root readlink "/proc/$(pid_of "$1")/exe")" = "$2" ]
}

# start NAME RUNNER COMMAND...: as a daemon; RUNNER is "user" or "root".
start() {
    local name=$1 runner=$2
    shift 2
    mkdir -p "$var/run" "$var/log"
    local line='log=$1 pid=$2; shift 2; setsid "$@" >>"$log" 2>&1 </dev/null & echo $! >"$pid"'
    if [ "$runner" = root ]; then
        as_root bash -c "$line" start "$var/log/$name.log" "$var/run/$name.pid" "$@"
    else
        bash -c "$line" start "$var/log/$name.log" "$var/run/$name.pid" "$@"
    fi
    for line in $(seq 20); do # until the new process is that program
        if alive "$name" || [ ! -d "/proc/$(pid_of "$name")" ]; then return 0; fi
        sleep 0.05
    done
}

# stop NAME SECONDS: asks it to end, and after SECONDS makes it.
stop() {
    local name=$1 i
    if alive "$name"; then
        as_root kill "$(pid_of "$name")" 2>/dev/null || true
        for i in $(seq $(($2 * 10))); do alive "$name" || break; sleep 0.1; done
        if alive "$name"; then as_root kill -9 "$(pid_of "$name")" 2>/dev/null || true; fi
    fi
    as_root rm -f "$var/run/$name.pid"
}

port_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port FIRST LAST
free_port() {
    local port
    for port in $(seq "$1" "$2"); do
        if port_free "$port"; then echo "$port"; return 0; fi
    done
    return 1
}
