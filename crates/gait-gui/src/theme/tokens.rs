//! The colours of both themes.

use egui::Color32;

/// The colours of a theme. Text on its background has a contrast of at least 4.5 : 1 (WCAG 2.1, AA), by test.
#[derive(Clone, Copy, Debug)]
pub struct Tokens {
    /// Behind panels.
    pub panel: Color32,
    /// Behind the board.
    pub board: Color32,
    /// Behind windows, menus and the card in hand.
    pub raised: Color32,
    /// Behind fields and the text.
    pub field: Color32,
    /// Every second row of a table.
    pub stripe: Color32,
    /// Behind buttons.
    pub button: Color32,
    /// Behind what the pointer is on.
    pub hovered: Color32,
    /// Between things.
    pub line: Color32,
    /// What is read.
    pub text: Color32,
    /// What is read second.
    pub weak: Color32,
    /// What is selected or can be followed.
    pub accent: Color32,
    /// Behind what is selected.
    pub selection: Color32,
    /// Behind words that were looked for.
    pub found: Color32,
    /// Behind a card.
    pub card: Color32,
    /// Behind a day outside the plan, or one that is blocked.
    pub closed: Color32,
    /// A spot that would help.
    pub good: Color32,
    /// A spot that would make it worse.
    pub bad: Color32,
    /// Findings, by severity.
    pub error: Color32,
    /// Findings, by severity.
    pub warning: Color32,
    /// Findings, by severity.
    pub advice: Color32,
    /// The bars of cards and charts.
    pub kinds: KindColors,
    /// From nothing to much, darker or brighter all the way, so that any colour vision can tell.
    pub heat: [Color32; 3],
    /// The text of a plan.
    pub syntax: Syntax,
}

/// The colours of kinds of sessions, told apart by people with any colour vision (after Okabe and Ito, 2008).
#[derive(Clone, Copy, Debug)]
pub struct KindColors {
    pub easy: Color32,
    pub long: Color32,
    pub hard: Color32,
    pub race: Color32,
    pub strength: Color32,
    pub other: Color32,
    pub rest: Color32,
}

/// The colours of parts of the text.
#[derive(Clone, Copy, Debug)]
pub struct Syntax {
    pub keyword: Color32,
    pub field: Color32,
    pub string: Color32,
    pub number: Color32,
    pub name: Color32,
    pub comment: Color32,
    pub unit: Color32,
}

/// Which colour a kind of session has.
#[expect(missing_docs, reason = "the names of the groups")]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum KindColor {
    Easy,
    Long,
    Hard,
    Race,
    Strength,
    Other,
    Rest,
}

impl KindColor {
    /// All of them, in the order in which charts stack them.
    pub const ALL: [Self; 7] =
        [Self::Easy, Self::Long, Self::Hard, Self::Race, Self::Strength, Self::Other, Self::Rest];

    /// The group of a kind, as slots write kinds.
    #[must_use]
    pub fn of(kind: &str) -> Self {
        match kind {
            "easy" | "recovery" | "strides" => Self::Easy,
            "long" => Self::Long,
            "intervals" | "tempo" | "hills" => Self::Hard,
            "race" | "time-trial" => Self::Race,
            "strength" => Self::Strength,
            "rest" => Self::Rest,
            _ => Self::Other,
        }
    }

    /// What the group is called in legends.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Easy => "Easy running",
            Self::Long => "Long runs",
            Self::Hard => "Hard running",
            Self::Race => "Races",
            Self::Strength => "Strength",
            Self::Other => "Walking, cross, mobility",
            Self::Rest => "Rest",
        }
    }
}

impl Tokens {
    /// The colour of a group of kinds.
    #[must_use]
    pub const fn kind(&self, kind: KindColor) -> Color32 {
        match kind {
            KindColor::Easy => self.kinds.easy,
            KindColor::Long => self.kinds.long,
            KindColor::Hard => self.kinds.hard,
            KindColor::Race => self.kinds.race,
            KindColor::Strength => self.kinds.strength,
            KindColor::Other => self.kinds.other,
            KindColor::Rest => self.kinds.rest,
        }
    }
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// On a dark screen.
pub const DARK: Tokens = Tokens {
    panel: rgb(0x1d_2026),
    board: rgb(0x17_191e),
    raised: rgb(0x26_2a32),
    field: rgb(0x14_161a),
    stripe: rgb(0x22_252c),
    button: rgb(0x2d_323b),
    hovered: rgb(0x38_3e49),
    line: rgb(0x36_3b45),
    text: rgb(0xe4_e7ec),
    weak: rgb(0xa3_abb8),
    accent: rgb(0x6c_b6ff),
    selection: rgb(0x23_4264),
    found: rgb(0x2e_2b1b),
    card: rgb(0x28_2c34),
    closed: rgb(0x12_1317),
    good: rgb(0x4e_c9a0),
    bad: rgb(0xff_8a70),
    error: rgb(0xff_7b72),
    warning: rgb(0xf0_b429),
    advice: rgb(0x79_b8ff),
    kinds: KindColors {
        easy: rgb(0x3c_b48c),
        long: rgb(0x56_b4e9),
        hard: rgb(0xe6_9f00),
        race: rgb(0xf0_6fb2),
        strength: rgb(0x9a_8cff),
        other: rgb(0xb8_ad8a),
        rest: rgb(0x7a_828e),
    },
    heat: [rgb(0x22_262e), rgb(0x8a_4a2c), rgb(0xff_d27a)],
    syntax: Syntax {
        keyword: rgb(0xc8_a6ff),
        field: rgb(0x8f_c7ff),
        string: rgb(0xa8_d8a0),
        number: rgb(0xf2_c078),
        name: rgb(0x7f_dbca),
        comment: rgb(0x8b_95a5),
        unit: rgb(0xe0_a98a),
    },
};

/// On a light screen.
pub const LIGHT: Tokens = Tokens {
    panel: rgb(0xf4_f5f7),
    board: rgb(0xff_ffff),
    raised: rgb(0xff_ffff),
    field: rgb(0xff_ffff),
    stripe: rgb(0xed_eff2),
    button: rgb(0xe3_e6eb),
    hovered: rgb(0xd5_dae2),
    line: rgb(0xd0_d5dc),
    text: rgb(0x1c_2129),
    weak: rgb(0x57_606c),
    accent: rgb(0x0a_5cb8),
    selection: rgb(0xd6_e7fb),
    found: rgb(0xff_f1c9),
    card: rgb(0xf6_f7f9),
    closed: rgb(0xe6_e8ec),
    good: rgb(0x0a_7250),
    bad: rgb(0xb8_371c),
    error: rgb(0xb6_2324),
    warning: rgb(0x8a_5a00),
    advice: rgb(0x0a_5cb8),
    kinds: KindColors {
        easy: rgb(0x0f_8a62),
        long: rgb(0x1f_78b4),
        hard: rgb(0xc7_7700),
        race: rgb(0xc2_3b86),
        strength: rgb(0x5b_49c9),
        other: rgb(0x7d_7250),
        rest: rgb(0x8a_929e),
    },
    heat: [rgb(0xf3_f4f6), rgb(0xe8_9a4e), rgb(0x6b_2406)],
    syntax: Syntax {
        keyword: rgb(0x7a_2fb0),
        field: rgb(0x0b_57a4),
        string: rgb(0x1e_6b34),
        number: rgb(0x8f_4e00),
        name: rgb(0x0a_6b63),
        comment: rgb(0x5c_6672),
        unit: rgb(0x94_4315),
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.1).
    fn luminance(color: Color32) -> f64 {
        let linear = egui::Rgba::from(color);
        0.2126 * f64::from(linear.r()) + 0.7152 * f64::from(linear.g()) + 0.0722 * f64::from(linear.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn heat_is_told_by_brightness_alone() {
        let [none, half, full] = DARK.heat.map(luminance);
        assert!(none < half && half < full);
        let [none, half, full] = LIGHT.heat.map(luminance);
        assert!(none > half && half > full);
        for [none, half, full] in [DARK.heat, LIGHT.heat] {
            assert!(contrast(none, half) >= 1.8 && contrast(half, full) >= 1.8);
        }
    }

    #[test]
    fn whatever_is_read_stands_out_from_what_is_behind_it() {
        for (theme, t) in [("dark", DARK), ("light", LIGHT)] {
            let grounds = [t.panel, t.board, t.raised, t.field, t.card, t.stripe, t.closed];
            let texts = [
                ("text", t.text),
                ("weak", t.weak),
                ("accent", t.accent),
                ("error", t.error),
                ("warning", t.warning),
                ("advice", t.advice),
                ("good", t.good),
                ("bad", t.bad),
            ];
            for (name, text) in texts {
                for ground in grounds {
                    let contrast = contrast(text, ground);
                    assert!(contrast >= 4.5, "{theme}: {name} on {ground:?} has only {contrast:.2}");
                }
            }
            let s = t.syntax;
            for part in [s.keyword, s.field, s.string, s.number, s.name, s.comment, s.unit] {
                assert!(contrast(part, t.field) >= 4.5, "{theme}: {part:?} in the text");
                assert!(contrast(part, t.found) >= 4.5, "{theme}: {part:?} where it was found");
            }
            assert!(contrast(t.text, t.selection) >= 4.5, "{theme}: selected text");
            // What is no text needs 3 : 1.
            let k = t.kinds;
            for kind in [k.easy, k.long, k.hard, k.race, k.strength, k.other] {
                assert!(contrast(kind, t.card) >= 3.0, "{theme}: {kind:?} on a card");
            }
        }
    }
}
