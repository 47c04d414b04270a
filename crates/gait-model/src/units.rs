//! Quantities as integers that remember the unit their author wrote: sums and comparisons are exact,
//! and a mile stays a mile when it is printed. All arithmetic saturates.

mod decimal;
mod distance;
mod duration;
mod mass;
mod pace;
mod percent;
mod range;

pub use distance::{Distance, DistanceUnit, KM_MM, KM_PER_MILE, Length, LengthUnit, MILE_MM};
pub use duration::{Clock, Duration, TimeUnit};
pub use mass::{KG_UG, Mass, MassUnit, POUND_UG};
pub use pace::Pace;
pub use percent::Percent;
pub use range::Range;

pub(crate) use decimal::{Number, divide_rounded};

/// Equality, order and hash by magnitude, whatever the unit it was written in.
macro_rules! by_magnitude {
    ($type:ident, $field:ident) => {
        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.$field == other.$field
            }
        }
        impl Eq for $type {}
        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $type {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.$field.cmp(&other.$field)
            }
        }
        impl std::hash::Hash for $type {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.$field.hash(state);
            }
        }
    };
}
use by_magnitude;

/// Saturating sums, differences, multiples and shares of a quantity. A sum takes the larger of the two units,
/// the left one where neither is larger, and the unit of the other where one side is zero.
macro_rules! quantity {
    ($type:ident, $field:ident) => {
        impl $type {
            /// Nothing.
            pub const ZERO: Self = Self::raw(0);

            /// Whether it is nothing.
            #[must_use]
            pub const fn is_zero(self) -> bool {
                self.$field == 0
            }

            /// `n` times as much.
            #[must_use]
            pub const fn times(self, n: u32) -> Self {
                Self { $field: self.$field.saturating_mul(n as i64), ..self }
            }

            /// A share of it, rounded half away from zero to the integer it is kept in.
            #[must_use]
            pub fn scaled(self, share: $crate::units::Percent) -> Self {
                Self { $field: share.of(self.$field), ..self }
            }

            /// The nearest multiple of `step`, half away from zero, in its own unit; itself if `step` is not positive.
            #[must_use]
            pub fn to_nearest(self, step: Self) -> Self {
                if step.$field <= 0 {
                    return self;
                }
                let steps = $crate::units::divide_rounded(i128::from(self.$field), i128::from(step.$field));
                Self { $field: steps.saturating_mul(step.$field), ..self }
            }

            fn unit_with(self, other: Self) -> Self {
                if self.$field == 0 || (other.$field != 0 && other.unit.outweighs(self.unit)) {
                    other
                } else {
                    self
                }
            }
        }
        impl std::ops::Add for $type {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self { $field: self.$field.saturating_add(other.$field), ..self.unit_with(other) }
            }
        }
        impl std::ops::AddAssign for $type {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }
        impl std::ops::Sub for $type {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self { $field: self.$field.saturating_sub(other.$field), ..self.unit_with(other) }
            }
        }
        impl std::iter::Sum for $type {
            fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
                parts.fold(Self::ZERO, std::ops::Add::add)
            }
        }
    };
}
use quantity;
