# shellcheck shell=bash disable=SC2034
# What an installation is: its data directory, ports, secrets and the environment of its parts. Sourced by ./chemoloop.

# The parts of an installation of one node; find_parts adds the others.
services=(fhir-server integration-routes label-print-service)

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "chemoloop: $*"
    exit 1
}

# The variables of docs/operating.md with their defaults, exported to every part.
settle() {
    : "${CHEMOLOOP_FHIR_PORT:=8080}" "${CHEMOLOOP_ROUTES_PORT:=8081}" "${CHEMOLOOP_LABEL_PORT:=8082}"
    : "${CHEMOLOOP_MLLP_HIS_PORT:=2575}" "${CHEMOLOOP_MLLP_PIVAS_PORT:=2576}" "${CHEMOLOOP_BROKER_PORT:=61616}"
    : "${CHEMOLOOP_PIVAS_ADDRESS:=localhost:6661}" "${CHEMOLOOP_HIS_ADDRESS:=localhost:6662}"
    : "${CHEMOLOOP_BIND:=127.0.0.1}" "${CHEMOLOOP_START_SECONDS:=180}"
    : "${CHEMOLOOP_MAPPINGS_DIR:=$home/mappings}"
    # One installation per checkout unless somebody says otherwise, from wherever the command is called.
    CHEMOLOOP_DATA_DIR=$(realpath -m -- "${CHEMOLOOP_DATA_DIR:-$home/data}")
    : "${CHEMOLOOP_SECRETS_DIR:=$CHEMOLOOP_DATA_DIR/secrets}"

    case $CHEMOLOOP_BIND in
        0.0.0.0 | 127.0.0.1 | :: | ::1) reachable=localhost ;;
        *) reachable=$CHEMOLOOP_BIND ;;
    esac
    : "${CHEMOLOOP_FHIR_URL:=http://$reachable:$CHEMOLOOP_FHIR_PORT}"
    export "${!CHEMOLOOP_@}"

    data=$CHEMOLOOP_DATA_DIR
    run=$data/run
    logs=$data/logs
    find_parts
}

# With several nodes the broker is a process of its own, and each further node has a fhir-server and an
# integration-routes, on the ports of the first plus 10 for each. The number of nodes stands in the data directory.
find_parts() {
    local n
    nodes=$(cat "$data/nodes" 2>/dev/null) || nodes=1
    services=(fhir-server integration-routes label-print-service)
    ((nodes > 1)) || return 0
    services=(broker "${services[@]}")
    for ((n = 2; n <= nodes; n++)); do services+=("fhir-server-$n" "integration-routes-$n"); done
}

# fhir-server-2 runs the program of fhir-server.
program_name() {
    case $1 in
        broker) echo integration-routes ;;
        *-[2-9]) echo "${1%-?}" ;;
        *) echo "$1" ;;
    esac
}

node_of() {
    case $1 in
        *-[2-9]) echo "${1##*-}" ;;
        *) echo 1 ;;
    esac
}

# The port that a part has for a variable.
port_of() { # PART VARIABLE
    echo $((${!2} + 10 * ($(node_of "$1") - 1)))
}

# What is different for a part of an installation of several nodes, as NAME=VALUE lines.
own_settings() {
    # glibc would give each thread that draws an arena of its own, and keep it: 8 MiB after a day of labels.
    [[ $1 != label-print-service* ]] || echo "MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}"
    ((nodes > 1)) || return 0
    local n node variable others=''
    node=$(node_of "$1")
    [[ $1 == broker ]] || echo "CHEMOLOOP_BROKER_URL=${CHEMOLOOP_BROKER_URL:-tcp://127.0.0.1:$CHEMOLOOP_BROKER_PORT}"
    case $1 in
        integration-routes* | label-print-service)
            # Its own fhir-server first, then the others.
            for ((n = 1; n <= nodes; n++)); do
                ((n == node)) || others+=,http://$reachable:$((CHEMOLOOP_FHIR_PORT + 10 * (n - 1)))
            done
            echo "CHEMOLOOP_FHIR_URL=http://$reachable:$((CHEMOLOOP_FHIR_PORT + 10 * (node - 1)))$others"
            ;;
    esac
    ((node > 1)) || return 0
    for variable in $(port_variables "$1"); do echo "$variable=$(port_of "$1" "$variable")"; done
}

# Directories and secrets of this installation; what exists stays as it is.
furnish() {
    mkdir -p "$run" "$logs" "$CHEMOLOOP_SECRETS_DIR" || fail "can't write to the data directory $data"
    chmod 700 "$run" "$logs" "$CHEMOLOOP_SECRETS_DIR"
    chmod go-rw "$data"
    [[ -e $CHEMOLOOP_SECRETS_DIR/admin-password ]] || first_up=yes
    local name file
    for name in cli routes label pda his pivas broker database admin-password; do
        file=$CHEMOLOOP_SECRETS_DIR/$name
        [[ -s $file ]] || (umask 077 && random_word >"$file.new" && mv "$file.new" "$file")
    done
}

# 32 letters and digits, about 190 bits.
random_word() { head -c 256 /dev/urandom | base64 -w 0 | tr -d '+/=' | cut -c 1-32; }

port_variable() {
    case $(program_name "$1") in
        fhir-server) echo CHEMOLOOP_FHIR_PORT ;;
        integration-routes) echo CHEMOLOOP_ROUTES_PORT ;;
        label-print-service) echo CHEMOLOOP_LABEL_PORT ;;
    esac
}

# Every port that a part listens on, by the name of its variable.
port_variables() {
    if [[ $1 == broker ]]; then
        echo CHEMOLOOP_BROKER_PORT
        return
    fi
    port_variable "$1"
    if [[ $1 == integration-routes* ]]; then
        echo CHEMOLOOP_MLLP_HIS_PORT
        echo CHEMOLOOP_MLLP_PIVAS_PORT
        [[ -n ${CHEMOLOOP_BROKER_URL:-} ]] || ((nodes > 1)) || echo CHEMOLOOP_BROKER_PORT
    fi
}

readiness_path() {
    case $1 in
        label-print-service) echo /q/health/ready ;;
        *) echo /actuator/health/readiness ;;
    esac
}

# With OTEL_EXPORTER_OTLP_ENDPOINT every part sends traces there, by OpenTelemetry's agent, which is fetched once. Figures
# are Prometheus' and logs are files; what searches ask for may name a patient, so no trace holds it.
prepare_traces() {
    [[ -n ${OTEL_EXPORTER_OTLP_ENDPOINT:-} ]] || return 0
    local version
    version=$(sed -n 's:.*<opentelemetry-agent.version>\(.*\)</.*:\1:p' "$home/pom.xml")
    tracer=$home/target/opentelemetry-javaagent-$version.jar
    [[ -e $tracer ]] || fetch "io.opentelemetry.javaagent:opentelemetry-javaagent:$version" "$home/target"
    export OTEL_METRICS_EXPORTER=${OTEL_METRICS_EXPORTER:-none} OTEL_LOGS_EXPORTER=${OTEL_LOGS_EXPORTER:-none}
    local searched=identifier,patient,patient.identifier,subject,subject.identifier,name,family,given,birthdate,phone,order
    export OTEL_INSTRUMENTATION_SANITIZATION_URL_EXPERIMENTAL_SENSITIVE_QUERY_PARAMETERS=$searched,controlId
}

# Heap sizes keep the three below 2.5 GiB together; the serial collector needs no threads and memory of its own.
# No class data archive for the big two: JDK 17 crashes when it writes one of HAPI's lambdas, and without them writing it costs more
# processor time (48 s) than it saves in four starts.
java_options() {
    local own
    case $1 in
        fhir-server*) own=(-Xmx900m) ;;
        broker) own=(-Xmx256m) ;;
        integration-routes*) own=(-Xmx512m) ;;
        # Labels need no more than quickly compiled code, and memory is what counts here.
        label-print-service) own=(-Xmx72m -XX:TieredStopAtLevel=1 -Xss512k) ;;
    esac
    if [[ -n ${OTEL_EXPORTER_OTLP_ENDPOINT:-} && $1 != broker ]]; then
        own+=("-javaagent:$tracer" "-Dotel.service.name=$1")
        # The agent needs room of its own.
        [[ $1 != label-print-service ]] || own+=(-Xmx128m)
    fi
    printf '%s\n' "${own[@]}" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError "-XX:ErrorFile=$logs/$1-crash.log" \
        -Dfile.encoding=UTF-8 -Djava.awt.headless=true
}

need() { # COMMAND what-for package
    command -v "$1" >/dev/null || fail "$1 is missing ($2); install it, on Debian: apt-get install $3"
}

need_java() {
    java=java
    [[ -z ${JAVA_HOME:-} ]] || java=$JAVA_HOME/bin/java
    need "$java" "ChemoLoop runs on Java 17 or later" openjdk-17-jdk-headless
    local version
    version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
    ((${version%%.*} >= 17)) || fail "$java is Java $version; ChemoLoop needs 17 or later (JAVA_HOME, PATH)"
}

need_build_tools() {
    need_java
    need "${java%java}javac" "the services are compiled on this machine" openjdk-17-jdk-headless
    need mvn "the services are built with Maven" maven
}
