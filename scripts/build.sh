# shellcheck shell=bash disable=SC2154
# Builds what is missing or older than its sources, and lays out the copies that run. Sourced by ./chemoloop.

package_of() {
    case $1 in
        label-print-service) echo "$home/$1/target/quarkus-app/quarkus-run.jar" ;;
        simulators) echo "$home/$1/target/$1.jar" ;;
        *) echo "$home/$1/target/$1-exec.jar" ;;
    esac
}

outdated() {
    local package
    package=$(package_of "$1")
    [[ ! -e $package ||
        -n $(find "$home/pom.xml" "$home/$1/pom.xml" "$home/$1/src/main" -newer "$package" -print -quit) ]]
}

# Packages the named modules that need it, one builder at a time.
build() {
    local module stale=()
    mkdir -p "$home/target"
    exec {building}>"$home/target/build.lock"
    flock "$building"
    for module in "$@"; do
        ! outdated "$module" || stale+=("$module")
    done
    if ((${#stale[@]})); then
        need_build_tools
        maven "$(IFS=, && echo "${stale[*]}")"
        # A package whose contents did not change keeps its time: say that it is up to date.
        for module in "${stale[@]}"; do touch "$(package_of "$module")"; done
    fi
    exec {building}>&-
}

maven() { # MODULES
    local log=$home/target/build.log began=$SECONDS line status
    say "building $1 (the first time, Maven fetches what it needs; log: $log)"
    (cd "$home" && exec mvn -pl "$1" -am -DskipTests package </dev/null >"$log" 2>&1) &
    local builder=$!
    exec {news}< <(exec tail -n +1 -s 0.2 -F --pid="$builder" "$log" 2>/dev/null)
    while true; do
        status=0
        IFS= read -r -t 20 line <&"$news" || status=$?
        if ((status > 128)); then
            say "  … still building ($((SECONDS - began)) s)"
        elif ((status)); then
            break
        elif [[ $line =~ Building\ (ChemoLoop.*) ]]; then
            say "  ${BASH_REMATCH[1]}"
        fi
    done
    exec {news}<&-
    if ! wait "$builder"; then
        say "chemoloop: the build failed:"
        # A killed Maven leaves no error line.
        grep -m 12 '^\[ERROR\]' "$log" >&2 || tail -n 5 "$log" >&2
        fail "the whole story is in $log"
    fi
    say "  built in $((SECONDS - began)) s"
}

# Compiles the tests of a module and writes their class path to target/test-classpath.
maven_tests() { # MODULE
    local log=$home/target/build.log
    (cd "$home" && mvn -q -pl "$1" test-compile dependency:build-classpath -Dmdep.includeScope=test \
        -Dmdep.outputFile="$home/$1/target/test-classpath" </dev/null >"$log" 2>&1) ||
        fail "the tests of $1 could not be compiled; the whole story is in $log"
}

# The folder from which a part runs: unpacked, because that starts faster than the package, and apart from it,
# because the next build must not change the classes of a running process.
program_of() {
    local package
    package=$(package_of "$1")
    echo "$home/$1/target/run/$(stat -c %Y-%s "$package")"
}

lay_out() {
    local part=$1 folder old
    folder=$(program_of "$part")
    [[ ! -d $folder ]] || return 0
    for old in "${folder%/*}"/*; do
        [[ ! -d $old ]] || grep -qsF "$old" /proc/[0-9]*/cmdline || rm -rf "$old"
    done
    mkdir -p "${folder%/*}"
    if [[ $part == label-print-service ]]; then
        cp -a "$(dirname "$(package_of "$part")")" "$folder.$$"
    else
        "$java" -Djarmode=tools -jar "$(package_of "$part")" extract --destination "$folder.$$" >/dev/null
    fi
    mv -T "$folder.$$" "$folder" 2>/dev/null || rm -rf "$folder.$$"
    [[ $part != label-print-service ]] || archive_classes "$folder"
}

# Runs label-print-service once for itself and keeps the classes that it loaded as this machine's Java has them in
# memory: later starts take half the time. They hold their paths, so this is done where they will run.
archive_classes() { # FOLDER
    local log=$home/target/class-archive.log options process url path
    say "  archiving the classes of label-print-service"
    mapfile -t options < <(java_options label-print-service)
    (
        unset "${!CHEMOLOOP_@}"
        # A free port, and a database that nobody serves, so that its driver is loaded too.
        export CHEMOLOOP_LABEL_PORT=0 CHEMOLOOP_DB_URL=jdbc:postgresql://127.0.0.1:1/none CHEMOLOOP_DATA_DIR=$1
        exec "$java" "${options[@]}" "-XX:ArchiveClassesAtExit=$1/classes.jsa.$$" -jar "$1/quarkus-run.jar"
    ) </dev/null >"$log" 2>&1 &
    process=$!
    if url=$(grep -m 1 -o 'http://127[.0-9]*:[0-9]*' \
        < <(exec timeout 60 tail -n +1 -s 0.2 -F --pid="$process" "$log" 2>/dev/null)); then
        for path in /q/health/ready /labels/bag/800000000044.png /q/metrics /q/openapi; do
            http "$url" GET "$path" >/dev/null || :
        done
    fi
    kill "$process" 2>/dev/null || :
    wait "$process" || :
    mv "$1/classes.jsa.$$" "$1/classes.jsa" 2>/dev/null ||
        say "  no archive could be made (see $log): label-print-service starts slower"
}

class_path() {
    local folder
    folder=$(program_of "$1")
    echo "$folder/*:$folder/lib/*"
}
