//! The charts.

use super::harness::{editor_with, plan};

use egui_kittest::Harness;
use gait_gui::{Appearance, Command, Editor, Preferences};

fn charts(name: &str, appearance: Appearance, size: [f32; 2]) -> Harness<'static, Editor> {
    let preferences = Preferences { appearance, ..Preferences::default() };
    let mut harness = editor_with(&plan(name), preferences, size);
    harness.state().requests().run(Command::ShowCharts);
    harness.run();
    harness
}

#[test]
fn look() {
    for (name, appearance, file) in [
        ("half-by-the-mile.plan.ron", Appearance::Dark, "charts-dark"),
        ("half-by-the-mile.plan.ron", Appearance::Light, "charts-light"),
        ("sample-week-evening.plan.ron", Appearance::Dark, "charts-week"),
    ] {
        charts(name, appearance, [1000.0, 1560.0]).snapshot(file);
    }
}
