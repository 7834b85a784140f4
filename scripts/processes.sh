# shellcheck shell=bash disable=SC2154
# Starts, watches and ends the processes of an installation. Sourced by ./chemoloop.
# run/PART.pid holds: pid, the kernel's start time of that process (so that a reused pid is never taken for ours), URL.

# Start time of a living process; fails when there is none.
started_at() {
    local stat fields
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    read -ra fields <<<"${stat##*) }"
    [[ ${fields[0]} != Z ]] && echo "${fields[19]}"
}

# Sets pid and url of a part; fails when it doesn't run.
alive() {
    local began
    pid='' url=''
    { read -r pid began url <"$run/$1.pid"; } 2>/dev/null || return 1
    [[ $(started_at "$pid") != "$began" ]] || return 0
    pid=''
    return 1
}

launch() { # PART URL COMMAND…: a process of its own session, which holds nothing of ours open
    local part=$1 url=$2 log=$logs/$1.log n
    shift 2
    for n in 4 3 2 1; do [[ ! -e $log.$n ]] || mv "$log.$n" "$log.$((n + 1))"; done
    [[ ! -e $log ]] || mv "$log" "$log.1"
    LC_ALL=C.UTF-8 setsid "$@" </dev/null >"$log" 2>&1 {lock}>&- &
    disown
    echo "$! $(started_at $!) $url" >"$run/$part.pid"
    begun+=("$part")
}

launch_service() {
    local part=$1 options own program archive
    program=$(program_name "$part")
    mapfile -t options < <(java_options "$part")
    mapfile -t own < <(own_settings "$part")
    if [[ $part == broker ]]; then
        launch "$part" "tcp://127.0.0.1:$CHEMOLOOP_BROKER_PORT" env "${own[@]}" "$java" "${options[@]}" \
            -cp "$(class_path "$program")" org.chemoloop.routes.BrokerMain
        return
    fi
    archive=$(program_of "$program")/classes.jsa
    # Another Java than the one that made it does without. At its own address it needs no rewriting at each start.
    # With OpenTelemetry's agent, which rewrites classes, it would load some of them twice.
    [[ ! -e $archive || -n ${OTEL_EXPORTER_OTLP_ENDPOINT:-} ]] || options+=("-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off
        -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0)
    launch "$part" "http://$reachable:$(port_of "$part" "$(port_variable "$part")")" env "${own[@]}" "$java" "${options[@]}" \
        -jar "$(program_of "$program")/$(basename "$(package_of "$program")")"
}

# One HTTP exchange by bash alone: status line, headers and body on standard output.
# shellcheck disable=SC2016
http() { # URL METHOD PATH [BODY [HEADER…]]
    local host=${1#http://} request
    printf -v request '%s\r\n' "$2 $3 HTTP/1.0" "Host: $host" "Connection: close" "${@:5}" ''
    request+=${4:-}
    timeout 5 bash -c 'exec 3<>"/dev/tcp/${1%:*}/${1##*:}" && printf %s "$2" >&3 && cat <&3' - "$host" "$request" 2>/dev/null
}

# A part that was just killed may hold its port until the last of its threads has gone.
await_free() { # PART PORT
    local deadline=$((SECONDS + 15))
    [[ -e $run/$1.pid ]] || deadline=$SECONDS
    while listens "$reachable" "$2"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.2
    done
}

listens() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; } # HOST PORT

# Leaves the part's own words about its health in $answer.
ready() {
    if [[ $1 == database ]]; then
        database_ready
    elif [[ $1 == broker ]]; then
        listens 127.0.0.1 "$CHEMOLOOP_BROKER_PORT"
    else
        answer=$(http "$url" GET "$(readiness_path "$1")") && [[ $answer == HTTP/1.?\ 200* ]]
    fi
}

# Sets pid and url of the copy of a program to ask: the first that is ready, else the first that runs; fails when none does.
copy_of() { # PROGRAM
    local part copies=() answer
    for part in "${services[@]}"; do
        [[ $part != "$1" && $part != "$1"-[2-9] ]] || copies+=("$part")
    done
    for part in "${copies[@]}"; do ! { alive "$part" && ready "$part"; } || return 0; done
    for part in "${copies[@]}"; do ! alive "$part" || return 0; done
    return 1
}

await_ready() { # PART…
    local part began=$SECONDS still waiting=("$@") answer=''
    while ((${#waiting[@]})); do
        still=()
        for part in "${waiting[@]}"; do
            if ! alive "$part" && [[ " ${begun[*]} " != *" $part "* ]]; then
                start_anew "$part" || return 1
                still+=("$part")
            elif ! alive "$part"; then
                explain "$part" "ended while starting"
                return 1
            elif ready "$part"; then
                case " ${begun[*]} " in
                    *" $part "*) say "${clear}  $part is ready after $((SECONDS - began)) s: $url" ;;
                    *) say "${clear}  $part was running: $url" ;;
                esac
            elif ((SECONDS - began >= CHEMOLOOP_START_SECONDS)); then
                explain "$part" "is not ready after $CHEMOLOOP_START_SECONDS s (CHEMOLOOP_START_SECONDS)"
                [[ -z $answer ]] || say "  it says: ${answer##*$'\r\n'}"
                return 1
            else
                still+=("$part")
            fi
        done
        waiting=("${still[@]}")
        [[ -z $clear || ${#waiting[@]} == 0 ]] || printf '%s  waiting for %s … %d s' "$clear" "${waiting[*]}" $((SECONDS - began)) >&2
        sleep 0.3
    done
}

# A part that was being killed when we looked whether it runs.
start_anew() { # PART
    local variable program
    program=$(program_name "$1")
    build "$program"
    lay_out "$program"
    for variable in $(port_variables "$1"); do
        await_free "$1" "$(port_of "$1" "$variable")" || { say "chemoloop: $1 has ended, and its port is taken"; return 1; }
    done
    launch_service "$1"
}

# Which part, why, which log: what the part says of its failure, else what looks like a reason, else the last lines.
explain() { # PART WHAT
    local log=$logs/$1.log reason
    reason=$(sed -n '/^Description:/,$p' "$log" | grep -avE '^ *$|^(Description|Action):' | head -n 6) || :
    [[ -n $reason ]] || reason=$(grep -aE 'FATAL|ERROR|Caused by|Exception' "$log" | tail -n 6) || :
    [[ -n $reason ]] || reason=$(tail -n 6 "$log")
    say "${clear}chemoloop: $1 $2:"
    say "$(cut -c 1-300 <<<"${reason:-(it wrote nothing)}" | sed 's/^/  | /')"
    say "  the whole story is in $log"
}

# Asks the named parts to end, together; what is still there after 30 s is killed.
end() {
    local part going=() signal deadline=$((SECONDS + 30))
    for part in "$@"; do
        if alive "$part"; then
            signal=TERM
            [[ $part != database ]] || signal=INT # PostgreSQL's fast shutdown
            kill -"$signal" "$pid"
            going+=("$part")
        fi
    done
    for part in "${going[@]}"; do
        while alive "$part"; do
            if ((SECONDS >= deadline)); then
                say "  $part did not end within 30 s and is killed"
                kill -KILL "$pid"
                deadline=$((SECONDS + 5))
            fi
            sleep 0.1
        done
        say "  $part has ended"
    done
    for part in "$@"; do rm -f "$run/$part.pid"; done
}

# Users before what they use, so that nothing is refused on the way.
end_in_order() {
    local group part going
    for group in "integration-routes label-print-service" fhir-server broker database; do
        going=()
        for part in "$@"; do [[ " $group " != *" ${part%-[2-9]} "* ]] || going+=("$part"); done
        end "${going[@]}"
    done
}
