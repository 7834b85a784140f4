# shellcheck shell=bash disable=SC2154
# The PostgreSQL that an installation runs for itself, when CHEMOLOOP_DB_URL names no other. Sourced by ./chemoloop.

# Unpacks the server, which comes as a Maven artifact, once per checkout.
database_program() {
    local version machine folder
    version=$(sed -n 's:.*<embedded-postgres-binaries.version>\(.*\)</.*:\1:p' "$home/pom.xml")
    postgres=$home/target/postgresql-$version
    [[ ! -x $postgres/bin/postgres ]] || return 0
    case $(uname -sm) in
        "Linux x86_64") machine=amd64 ;;
        "Linux aarch64") machine=arm64v8 ;;
        *) fail "there is no packaged PostgreSQL for $(uname -sm): name a PostgreSQL 15 or later by CHEMOLOOP_DB_URL" ;;
    esac
    need_build_tools
    need tar "PostgreSQL is unpacked with it" tar
    say "fetching PostgreSQL $version"
    folder=$(mktemp -d "$home/target/postgresql-XXXXXX")
    fetch "io.zonky.test.postgres:embedded-postgres-binaries-linux-$machine:$version" "$folder"
    fetch org.tukaani:xz:1.10 "$folder"
    (
        cd "$folder" &&
            "${java%java}jar" xf embedded-postgres-binaries-*.jar &&
            "$java" -cp xz-1.10.jar "$home/scripts/Unxz.java" <postgres-linux-*.txz |
            tar xf - --no-same-owner bin lib share &&
            rm -rf ./*.jar ./*.txz META-INF && chmod 755 .
    ) || fail "PostgreSQL could not be unpacked in $folder"
    mv -T "$folder" "$postgres" 2>/dev/null || rm -rf "$folder"
}

fetch() { # ARTIFACT FOLDER
    local log=$home/target/fetch.log
    (cd "$home" && mvn -N dependency:copy "-Dartifact=$1" "-DoutputDirectory=$2" </dev/null >"$log" 2>&1) && return
    grep -m 4 '^\[ERROR\]' "$log" >&2 || tail -n 5 "$log" >&2
    fail "Maven could not fetch $1; the whole story is in $log"
}

# PostgreSQL refuses root: as root it runs in a user namespace, or as nobody where those are forbidden.
find_database_user() {
    as_database_user=()
    ((EUID == 0)) || return 0
    if unshare -U true 2>/dev/null; then
        as_database_user=(unshare -U)
    elif chmod 711 "$data" && setpriv --reuid=65534 --regid=65534 --clear-groups \
        test -x "$data" -a -x "$postgres/bin/postgres" 2>/dev/null; then
        as_database_user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    else
        fail "PostgreSQL does not run as root and can't reach $data as another user:" \
            "start ChemoLoop as an ordinary user, or name a database by CHEMOLOOP_DB_URL"
    fi
}

# A new cluster: its superuser can't log in at all, the parts' user owns one database.
create_database() {
    local new=$data/postgresql.new log=$logs/database-creation.log
    rm -rf "$new"
    mkdir -m 700 "$new"
    [[ ${as_database_user[0]:-} != setpriv ]] || chown 65534:65534 "$new"
    {
        "${as_database_user[@]}" "$postgres/bin/initdb" --pgdata="$new" --username=postgres --auth=reject \
            --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 &&
            printf 'host all all %s scram-sha-256\n' 127.0.0.1/32 ::1/128 >"$new/pg_hba.conf" &&
            printf '%s\n' "CREATE ROLE chemoloop LOGIN PASSWORD '$(<"$CHEMOLOOP_SECRETS_DIR/database")'" \
                'CREATE DATABASE chemoloop OWNER chemoloop' |
            "${as_database_user[@]}" "$postgres/bin/postgres" --single -D "$new" postgres
    } >"$log" 2>&1 </dev/null || fail "the database could not be created: $(tail -n 3 "$log"); the whole story is in $log"
    mv "$new" "$data/postgresql"
}

# Starts the database, waits for it and names it to the parts. TCP on loopback only; no statement and no row in its log.
start_database() {
    local tries=0
    export CHEMOLOOP_DB_URL CHEMOLOOP_DB_USER=chemoloop CHEMOLOOP_DB_PASSWORD
    CHEMOLOOP_DB_PASSWORD=$(<"$CHEMOLOOP_SECRETS_DIR/database")
    if ! alive database; then
        database_program
        find_database_user
        [[ -e $data/postgresql/PG_VERSION ]] || create_database
        bury_database
        until launch_database && database_starts; do
            if ((++tries == 3)) || ! grep -q 'ddress already in use' "$logs/database.log"; then
                explain database "did not start"
                return 1
            fi
        done
        say "  database is ready: $url"
    fi
    CHEMOLOOP_DB_URL=$url
}

# A killed server leaves helpers, which need a moment to notice, and its pid file. Its processes all sit in the data
# directory: when nobody does any more, the pid file is no one's, even if that pid is in use again.
bury_database() {
    local process deadline=$((SECONDS + 20))
    for process in /proc/[0-9]*; do
        while [[ $process/cwd -ef $data/postgresql ]]; do
            ((SECONDS < deadline)) || fail "process ${process#/proc/} still uses $data/postgresql: end it first"
            sleep 0.1
        done
    done
    rm -f "$data/postgresql/postmaster.pid"
}

launch_database() {
    local port
    port=$(cat "$data/database-port" 2>/dev/null) || port=''
    while [[ -z $port ]] || listens 127.0.0.1 "$port"; do port=$((20000 + RANDOM % 12000)); done
    echo "$port" >"$data/database-port"
    launch database "jdbc:postgresql://127.0.0.1:$port/chemoloop" "${as_database_user[@]}" "$postgres/bin/postgres" \
        -D "$data/postgresql" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
        -c shared_buffers=192MB -c max_wal_size=2GB -c wal_compression=on -c jit=off \
        -c log_error_verbosity=terse -c log_min_error_statement=panic
}

database_starts() {
    local deadline=$((SECONDS + CHEMOLOOP_START_SECONDS))
    while alive database && ((SECONDS < deadline)); do
        ! database_ready || return 0
        sleep 0.1
    done
    return 1
}

# PostgreSQL's own word: the first and the eighth line of its pid file, which outlives a killed one.
database_ready() {
    local words
    mapfile -t words 2>/dev/null <"$data/postgresql/postmaster.pid" || return 1
    [[ ${words[0]:-} == "$pid" && ${words[7]:-} == ready* ]]
}
