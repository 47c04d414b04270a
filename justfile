# List the recipes.
default:
    @just --list --unsorted

# All that CI runs with what is installed here; CI installs the rest.
ready:
    bash .ci/run --as-is

# Rewrite golden files, then look at what changed.
bless:
    GAIT_BLESS=1 INSTA_UPDATE=always UPDATE_SNAPSHOTS=1 cargo test --workspace
    git --no-pager diff --stat

# The command as releases ship it, a sixth faster: built, tried on many plans, and built again for what it then did most.
release:
    #!/usr/bin/env bash
    set -euo pipefail
    host=$(rustc -vV | sed -n 's/^host: //p')
    profdata=$(rustc --print sysroot)/lib/rustlib/$host/bin/llvm-profdata
    if ! [[ -x "$profdata" ]]; then
        echo "llvm-profdata is missing: rustup component add llvm-tools" >&2
        exit 1
    fi
    trained=$PWD/target/trained
    rm -rf "$trained/runs" "$trained/plans"
    build=(cargo build --release --locked --package gait-cli --target "$host" --target-dir)
    RUSTFLAGS="-Cprofile-generate=$trained/runs" "${build[@]}" "$trained/trial"
    cargo run --release --locked --package gait-core --example many_plans -- "$trained/plans" 100
    for args in "check" "check --format json" "check --format concise" "fix --diff" "fmt --check"; do
        # What a command finds is told by its exit code, and does not matter here.
        "$trained/trial/$host/release/gait" $args plans "$trained/plans" > /dev/null 2>&1 || (( $? == 1 ))
    done
    "$profdata" merge --output "$trained/profile" "$trained/runs"
    RUSTFLAGS="-Cprofile-use=$trained/profile" "${build[@]}" "$trained/final"
    echo "$trained/final/$host/release/gait"

rules := "crates/gait-rules/src"

# Start a rule: its code, its page and its line in the registry. NAME names the fault: `just new-rule steep-ramp`
new-rule NAME:
    #!/usr/bin/env bash
    set -euo pipefail
    name={{ quote(NAME) }}
    if ! [[ "$name" =~ ^[a-z][a-z0-9]*(-[a-z0-9]+)*$ ]]; then
        echo "a rule's name is kebab-case, such as steep-ramp; \`$name\` is not" >&2
        exit 1
    fi
    snake=${name//-/_}
    code={{ rules }}/rules/$snake.rs
    page={{ rules }}/rules/$snake.md
    registry={{ rules }}/rules.rs
    for file in "$code" "$page"; do
        if [[ -e "$file" ]]; then
            echo "$file exists already" >&2
            exit 1
        fi
    done

    # One `mod` line among the others, in order, and one entry at the end of RULES.
    awk -v line="mod $snake;" -v entry="    $snake::RULE," '
        /^mod [a-z0-9_]+;$/ { if (!placed && $0 > line) { print line; placed = 1 } in_mods = 1 }
        in_mods && !/^mod / { if (!placed) { print line; placed = 1 } in_mods = 0 }
        /^pub const RULES/  { in_rules = 1 }
        in_rules && /^\];/  { print entry; in_rules = 0; entered = 1 }
        { print }
        END { if (!placed || !entered) exit 1 }
    ' "$registry" > "$registry.new" || {
        rm -f "$registry.new"
        echo "$registry has no list of \`mod\` lines or no \`pub const RULES … ];\`" >&2
        exit 1
    }
    mv "$registry.new" "$registry"

    cat > "$code" <<RUST
    //! Flags … (one sentence).

    use crate::{Context, Group, Occurrences, Rule, Severity};

    pub(super) const RULE: Rule = Rule {
        name: "$name",
        group: Group::Hygiene,
        severity: Severity::Warning,
        worst: Severity::Warning,
        of_absence: false,
        summary: "…",
        page: include_str!("$snake.md"),
        params: &[],
        check,
    };

    fn check(cx: &Context<'_>, out: &mut Occurrences) {}
    RUST
    cat > "$page" <<PAGE
    # $name

    ## What

    ## Why

    ## Flagged

    ## Fine

    ## Fix

    ## Evidence
    PAGE
    echo "$code"
    echo "$page"
    echo "$registry"
    echo "next: write the Flagged and Fine plans in the page, then cargo test"
