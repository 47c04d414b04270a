//! Wall time of every step, apart and together. Run with `cargo bench -p gait-core`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

mod plans;
mod season;

use std::sync::LazyLock;

use divan::{Bencher, black_box, counter::BytesCount};
use gait_core::{Inputs, Snapshot, Source};
use gait_model::{lower, raw};
use gait_syntax::{Spanned, parse, read};
use ron::extensions::Extensions;

static PLANS: LazyLock<[(&str, String); 6]> = LazyLock::new(|| {
    [
        ("4 weeks", plans::patterned(4)),
        ("16 weeks", plans::patterned(16)),
        ("52 weeks", plans::patterned(52)),
        ("104 weeks", plans::patterned(104)),
        ("a coach's season", season::season(0)),
        ("1 MB written out", plans::written_out(1_000_000)),
    ]
});

const NAMES: [&str; 6] =
    ["4 weeks", "16 weeks", "52 weeks", "104 weeks", "a coach's season", "1 MB written out"];

fn text(name: &str) -> &'static str {
    &PLANS.iter().find(|(n, _)| *n == name).unwrap().1
}

fn bench<R>(bencher: Bencher<'_, '_>, name: &str, work: impl Fn(&str) -> R + Sync) {
    let text = text(name);
    bencher.counter(BytesCount::of_str(text)).bench(|| work(black_box(text)));
}

#[divan::bench(args = NAMES)]
fn a_parse(bencher: Bencher<'_, '_>, name: &str) {
    bench(bencher, name, parse);
}

#[divan::bench(args = NAMES)]
fn b_parse_and_read(bencher: Bencher<'_, '_>, name: &str) {
    bench(bencher, name, |text| read::<raw::Plan>(&parse(text).tree).value);
}

#[divan::bench(args = NAMES)]
fn c_lower(bencher: Bencher<'_, '_>, name: &str) {
    let tree = parse(text(name)).tree;
    let raw = Spanned::new(read::<raw::Plan>(&tree).value.unwrap(), tree.value().unwrap().span());
    bencher.bench(|| lower(black_box(&raw), &tree));
}

#[divan::bench(args = NAMES)]
fn d_expand(bencher: Bencher<'_, '_>, name: &str) {
    let plan = Snapshot::new(&Inputs::plan(Source::new("bench", text(name)))).plan;
    bencher.bench(|| gait_model::calendar::expand(black_box(&plan)));
}

#[divan::bench(args = NAMES)]
fn e_rules(bencher: Bencher<'_, '_>, name: &str) {
    let snapshot = Snapshot::new(&Inputs::plan(Source::new("bench", text(name))));
    let settings = gait_rules::Settings::default();
    bencher.bench(|| {
        gait_rules::check(&snapshot.tree, &snapshot.plan, black_box(&snapshot.calendar), &settings)
    });
}

#[divan::bench(args = NAMES)]
fn f_check_from_text(bencher: Bencher<'_, '_>, name: &str) {
    bench(bencher, name, |text| gait_core::check(&Inputs::plan(Source::new("bench", text))));
}

#[divan::bench(args = NAMES)]
fn g_ron_into_the_same_types(bencher: Bencher<'_, '_>, name: &str) {
    let options = ron::Options::default().with_default_extension(
        Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES | Extensions::UNWRAP_VARIANT_NEWTYPES,
    );
    bench(bencher, name, |text| options.from_str::<raw::Plan>(text).unwrap());
}

#[divan::bench(args = NAMES)]
fn h_format(bencher: Bencher<'_, '_>, name: &str) {
    bench(bencher, name, gait_core::format);
}

fn main() {
    divan::main();
}
