# List the recipes.
default:
    @just --list --unsorted

# All that CI runs, as CI runs it.
ready:
    bash .ci/run

# Rewrite golden files, then look at what changed.
bless:
    GAIT_BLESS=1 INSTA_UPDATE=always cargo test --workspace
    git --no-pager diff --stat
