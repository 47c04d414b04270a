//! The charts with a point for each key run, or for each day.

use egui::{Color32, Stroke, Ui};
use egui_plot::{HLine, Line, LineStyle, MarkerShape, PlotPoints, PlotResponse, PlotUi, Points, Span};
use gait_core::{LoadCurves, Timeline};

use super::super::Cx;
use super::frame::{self, Swatch};
use crate::selection::Selection;
use crate::theme::Tokens;
use crate::vm::charts::{ChartsVm, PointVm, sentence};

/// How near the pointer has to be to a point, in points of the screen.
const NEAR: f32 = 14.0;

/// The score of each key run, over bands.
pub(super) fn interference(cx: &Cx<'_>, vm: &ChartsVm, ui: &mut Ui) {
    let chart = &vm.interference;
    // A little below nothing, so that points at 0 are whole.
    let shown = frame::plot(cx, vm, "interference", -0.03 * chart.top..=chart.top, ui).show(ui, |plot| {
        frame::ground(cx, vm, chart.top, plot);
        bands(cx.tokens, chart.top, plot);
        for (index, point) in chart.points.iter().enumerate() {
            draw_lines(cx.tokens, index, point, plot);
        }
        draw_points(cx, &chart.points, plot);
    });
    frame::name(&shown.response, &chart.summary);
    let pointed = nearest(&chart.points, &shown);
    let clicked = pointed.filter(|_| shown.response.clicked());
    let selected = cx.document.selection().session();
    let selected = selected.and_then(|key| chart.points.iter().position(|point| point.run == *key));
    let keyed = frame::moved(selected, frame::stepped(cx, ui, &shown.response), chart.points.len());
    if let Some(point) = clicked.or(keyed).and_then(|index| chart.points.get(index)) {
        cx.requests.reveal(Selection::Session(point.run.clone()));
    }
    if let Some(point) = keyed.and_then(|index| chart.points.get(index)) {
        frame::tell(cx, &point.words);
    }
    frame::tip(
        cx,
        shown.response,
        pointed.and_then(|index| chart.points.get(index)).map(|p| p.hover.as_str()),
    );
    let t = cx.tokens;
    let entries = [
        (Swatch::Disc, t.text, "From strength".to_owned()),
        (Swatch::Ring, t.weak, "With running".to_owned()),
        (Swatch::Dashes, t.text, "Session it comes from".to_owned()),
        (Swatch::Block, band_ground(t, 2), band_words(2)),
        (Swatch::Block, band_ground(t, 3), band_words(3)),
    ];
    frame::legend(cx, &entries, ui);
    worst(cx, vm, ui);
}

/// The worst runs in words, each a way to its card.
fn worst(cx: &Cx<'_>, vm: &ChartsVm, ui: &mut Ui) {
    for worst in &vm.interference.worst {
        frame::indented(ui, |ui| {
            if ui.link(&worst.words).clicked() {
                cx.requests.reveal(Selection::Session(worst.run.clone()));
            }
        });
    }
}

/// The bands behind the points; the lowest is the ground itself.
fn bands(tokens: &Tokens, top: f64, plot: &mut PlotUi<'_>) {
    for (band, (_, from)) in Timeline::BANDS.iter().enumerate().skip(2) {
        let to = Timeline::BANDS.get(band + 1).map_or(top, |(_, next)| *next).min(top);
        if to > *from {
            let span = Span::new("", *from..=to).axis(egui_plot::Axis::Y).fill(band_ground(tokens, band));
            plot.span(span.border_width(0.0));
        }
    }
}

/// `Moderate from 10`
fn band_words(band: usize) -> String {
    Timeline::BANDS
        .get(band)
        .map_or_else(String::new, |(name, from)| sentence(&format!("{name} from {from}")))
}

/// What is behind a band; lighter weeks shine through.
fn band_ground(tokens: &Tokens, band: usize) -> Color32 {
    band_color(tokens, band).gamma_multiply(0.2)
}

/// The colour of a band: as the rule that looks at the score has it, a warning from moderate and an error from high on.
const fn band_color(tokens: &Tokens, band: usize) -> Color32 {
    match band {
        3 => tokens.error,
        2 => tokens.warning,
        _ => tokens.text,
    }
}

/// A line between both scores of a run, and one to it from the end of the session it comes from.
fn draw_lines(tokens: &Tokens, index: usize, point: &PointVm, plot: &mut PlotUi<'_>) {
    let stem = vec![[point.at, point.strength], [point.at, point.all]];
    plot.line(quiet(Line::new("stem", stem).stroke(Stroke::new(1.0, tokens.line))).id(("stem", index)));
    if let Some((_, end)) = point.source.as_ref().filter(|_| point.band >= 1) {
        let from = vec![[*end, 0.0], [point.at, point.strength]];
        let stroke = Stroke::new(1.0, band_color(tokens, point.band));
        let line = quiet(Line::new("source", from).stroke(stroke).style(LineStyle::dashed_dense()));
        plot.line(line.id(("source", index)));
    }
}

/// Rings for the scores with running, and marks for those of strength whose shape and colour say the band.
fn draw_points(cx: &Cx<'_>, points: &[PointVm], plot: &mut PlotUi<'_>) {
    let t = cx.tokens;
    let all: Vec<[f64; 2]> = points.iter().map(|point| [point.at, point.all]).collect();
    plot.points(Points::new("all", all).filled(false).radius(3.0).color(t.weak).allow_hover(false));
    let selected = cx.document.selection().session();
    let strength = |is_meant: &dyn Fn(&PointVm) -> bool| -> Vec<[f64; 2]> {
        points.iter().filter(|point| is_meant(point)).map(|point| [point.at, point.strength]).collect()
    };
    let halo = strength(&|point| selected == Some(&point.run));
    plot.points(Points::new("halo", halo).radius(9.0).color(t.accent).allow_hover(false));
    for band in 0..Timeline::BANDS.len() {
        let (shape, radius) = match band {
            3 => (MarkerShape::Up, 6.0),
            2 => (MarkerShape::Diamond, 5.5),
            _ => (MarkerShape::Circle, 3.0),
        };
        let marks =
            Points::new("strength", strength(&|point| point.band == band)).shape(shape).radius(radius);
        plot.points(marks.color(band_color(t, band)).allow_hover(false).id(("strength", band)));
    }
}

fn quiet(line: Line<'_>) -> Line<'_> {
    line.allow_hover(false)
}

/// The point that the pointer is on.
fn nearest(points: &[PointVm], shown: &PlotResponse<()>) -> Option<usize> {
    let pointer = shown.response.hover_pos()?;
    let away = |point: &PointVm| {
        [point.strength, point.all]
            .map(|score| shown.transform.position_from_point(&egui_plot::PlotPoint::new(point.at, score)))
            .map(|position| position.distance(pointer))
            .into_iter()
            .fold(f32::INFINITY, f32::min)
    };
    let (index, away) = points.iter().map(away).enumerate().min_by(|a, b| a.1.total_cmp(&b.1))?;
    (away <= NEAR).then_some(index)
}

/// Long-term load, short-term load, and their balance.
pub(super) fn curves(cx: &Cx<'_>, vm: &ChartsVm, ui: &mut Ui) {
    let chart = &vm.curves;
    let (bottom, top) = chart.range;
    let looks = looks(cx.tokens);
    let shown = frame::plot(cx, vm, "curves", bottom..=top, ui).show(ui, |plot| {
        frame::ground(cx, vm, top, plot);
        plot.hline(HLine::new("zero", 0.0).stroke(Stroke::new(1.0, cx.tokens.weak)).allow_hover(false));
        for ((curve, name), (color, width, style)) in chart.curves.iter().zip(LoadCurves::LABELS).zip(looks) {
            let line = Line::new(name, PlotPoints::from(curve.clone()));
            plot.line(quiet(line.stroke(Stroke::new(width, color)).style(style)));
        }
    });
    frame::name(&shown.response, &chart.summary);
    let pointed = frame::pointed(&shown).and_then(|place| frame::index_at(place * 7.0, chart.days.len()));
    let clicked = pointed.filter(|_| shown.response.clicked());
    let selected = vm.day_of(cx.document.selection()).map(|day| day as usize);
    let keyed = frame::moved(selected, frame::stepped(cx, ui, &shown.response), chart.days.len());
    if let Some(day) = clicked.or(keyed).and_then(|index| chart.days.get(index)) {
        cx.requests.reveal(day.clone());
    }
    if let Some(words) = keyed.and_then(|index| chart.hovers.get(index)) {
        frame::tell(cx, words);
    }
    frame::tip(cx, shown.response, pointed.and_then(|index| chart.hovers.get(index)).map(String::as_str));
    let swatches = [Swatch::Line, Swatch::Line, Swatch::Dashes];
    let entries: Vec<_> = swatches
        .into_iter()
        .zip(looks)
        .zip(LoadCurves::LABELS)
        .map(|((swatch, (color, _, _)), name)| (swatch, color, name.to_owned()))
        .collect();
    frame::legend(cx, &entries, ui);
}

/// How each of the three curves looks.
const fn looks(tokens: &Tokens) -> [(Color32, f32, LineStyle); 3] {
    [
        (tokens.kinds.long, 2.5, LineStyle::Solid),
        (tokens.kinds.hard, 1.5, LineStyle::Solid),
        (tokens.kinds.strength, 1.5, LineStyle::Dashed { length: 5.0 }),
    ]
}
