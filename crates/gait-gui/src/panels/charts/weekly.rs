//! The charts with a bar for each week.

use egui::{Align2, RichText, Stroke, Ui};
use egui_plot::{Bar, BarChart, Line, PlotPoint, PlotPoints, PlotResponse, Points, Text};

use super::super::Cx;
use super::frame::{self, Swatch};
use crate::selection::Selection;
use crate::vm::charts::ChartsVm;

/// How wide a bar is, in weeks.
const BAR: f64 = 0.72;
/// The most that it is, in points: one week alone is no wall.
const WIDEST: f32 = 56.0;
/// The least room for a step in per cent.
const ROOM_FOR_STEP: f32 = 34.0;

/// Load by kind.
pub(super) fn load(cx: &Cx<'_>, vm: &ChartsVm, ui: &mut Ui) {
    let load = &vm.load;
    let wide = bar_width(room(vm, ui));
    let shown = frame::plot(cx, vm, "load", 0.0..=load.top, ui).show(ui, |plot| {
        frame::ground(cx, vm, load.top, plot);
        for (index, kind) in load.groups.iter().enumerate() {
            let color = cx.tokens.kind(*kind);
            let bar = |(middle, (from, length)): (f64, (f64, f64))| {
                Bar::new(middle, length).base_offset(from).width(wide).fill(color).stroke(Stroke::NONE)
            };
            let parts = load.weeks.iter().map(|week| week.parts[index]);
            let bars = middles().zip(parts).filter(|(_, (_, length))| *length > 0.0).map(bar).collect();
            plot.bar_chart(BarChart::new(kind.title(), bars).allow_hover(false));
        }
    });
    let hovers: Vec<&str> = load.weeks.iter().map(|week| week.hover.as_str()).collect();
    weeks(cx, vm, shown, &hovers, &load.summary, ui);
    let mut legend: Vec<_> = load
        .groups
        .iter()
        .map(|kind| (Swatch::Block, cx.tokens.kind(*kind), kind.title().to_owned()))
        .collect();
    if vm.weeks.iter().any(|week| week.deload) {
        legend.push((Swatch::Block, cx.tokens.stripe, "Deload weeks".to_owned()));
    }
    frame::legend(cx, &legend, ui);
}

/// Running, the longest run, and the step from week to week.
pub(super) fn distance(cx: &Cx<'_>, vm: &ChartsVm, ui: &mut Ui) {
    let distance = &vm.distance;
    let (bars, line) = (cx.tokens.kinds.easy, cx.tokens.kinds.long);
    let room = room(vm, ui);
    let wide = bar_width(room);
    let shown = frame::plot(cx, vm, "distance", 0.0..=distance.top, ui).show(ui, |plot| {
        frame::ground(cx, vm, distance.top, plot);
        let bar = |(middle, week): (f64, &crate::vm::charts::RunWeekVm)| {
            Bar::new(middle, week.distance).width(wide).fill(bars).stroke(Stroke::NONE)
        };
        let all = middles().zip(&distance.weeks).map(bar).collect();
        plot.bar_chart(BarChart::new("Running", all).allow_hover(false));
        let longest: Vec<[f64; 2]> = middles()
            .zip(&distance.weeks)
            .filter_map(|(middle, week)| Some([middle, week.longest?]))
            .collect();
        let width = if room > 12.0 { 4.0 } else { 2.5 };
        // A rim keeps the line apart from bars of a like colour.
        plot.line(quiet(
            Line::new("rim", PlotPoints::from(longest.clone())).stroke(Stroke::new(4.5, cx.tokens.board)),
        ));
        plot.line(quiet(
            Line::new("Longest run", PlotPoints::from(longest.clone())).stroke(Stroke::new(2.0, line)),
        ));
        plot.points(
            Points::new("rims", PlotPoints::from(longest.clone()))
                .radius(width + 1.5)
                .color(cx.tokens.board)
                .allow_hover(false),
        );
        plot.points(
            Points::new("Longest runs", PlotPoints::from(longest))
                .radius(width)
                .color(line)
                .allow_hover(false),
        );
        if room >= ROOM_FOR_STEP {
            for (middle, week) in middles().zip(&distance.weeks) {
                let Some(ramp) = &week.ramp else { continue };
                let at = PlotPoint::new(middle, week.distance);
                let text = RichText::new(ramp).small();
                let text = Text::new("", at, text).color(cx.tokens.text).anchor(Align2::CENTER_BOTTOM);
                plot.text(text.allow_hover(false));
            }
        }
    });
    let hovers: Vec<&str> = distance.weeks.iter().map(|week| week.hover.as_str()).collect();
    weeks(cx, vm, shown, &hovers, &distance.summary, ui);
    let entries =
        [(Swatch::Block, bars, "All running".to_owned()), (Swatch::Line, line, "Longest run".to_owned())];
    frame::legend(cx, &entries, ui);
}

fn quiet(line: Line<'_>) -> Line<'_> {
    line.allow_hover(false)
}

/// How much of the screen a week has, in points.
fn room(vm: &ChartsVm, ui: &Ui) -> f32 {
    (ui.available_width() - frame::LEFT) / frame::to_f32(vm.weeks.len().max(1))
}

fn bar_width(room: f32) -> f64 {
    f64::from(WIDEST / room).min(BAR)
}

/// The middles of the weeks on the axis.
fn middles() -> impl Iterator<Item = f64> {
    (0u32..).map(|week| f64::from(week) + 0.5)
}

/// What the pointer and the keys do in a chart of weeks.
fn weeks(cx: &Cx<'_>, vm: &ChartsVm, shown: PlotResponse<()>, hovers: &[&str], summary: &str, ui: &Ui) {
    frame::name(&shown.response, summary);
    let pointed = frame::pointed(&shown).and_then(|place| frame::index_at(place, vm.weeks.len()));
    let clicked = pointed.filter(|_| shown.response.clicked());
    let day = vm.day_of(cx.document.selection());
    let selected = day.map(|day| day as usize / 7);
    let keyed = frame::moved(selected, frame::stepped(cx, ui, &shown.response), vm.weeks.len());
    if let Some(week) = clicked.or(keyed).and_then(|index| vm.weeks.get(index)) {
        cx.requests.reveal(Selection::Week(week.week));
    }
    if let Some(words) = keyed.and_then(|index| hovers.get(index)) {
        frame::tell(cx, words);
    }
    frame::tip(cx, shown.response, pointed.and_then(|index| hovers.get(index).copied()));
}
