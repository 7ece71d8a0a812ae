//! Line icons, drawn once and kept: a list page shows the same ones fifty times.

use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};
use std::sync::LazyLock;

use heroicons::icon_name as name;
use heroicons::icon_variant::Outline;
use heroicons::{Icon, IconName, ToSvg};

/// An inline drawing, hidden from assistive technology: the word beside it says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(&'static str);

impl Display for Glyph {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// The drawing comes from a fixed set and carries no input.
impl askama::filters::HtmlSafe for Glyph {}

/// The icon of this name; a question mark for a name that does not exist.
#[must_use]
pub fn icon(name: &str) -> Glyph {
    let glyphs = &*GLYPHS;
    Glyph(glyphs.get(name).or_else(|| glyphs.get("help")).map_or("", String::as_str))
}

/// Every name `icon` knows, in order.
#[must_use]
pub fn icon_names() -> Vec<&'static str> {
    let mut names: Vec<_> = GLYPHS.keys().copied().collect();
    names.sort_unstable();
    names
}

fn draw<N>(name: N, class: &'static str) -> String
where
    N: IconName + Copy,
    Icon<'static, N, Outline>: ToSvg,
{
    // Inside a page the namespace is known and the slot mark has no reader; a long list repeats both hundreds of times.
    Icon { name, variant: Outline, id: "", class }
        .to_string()
        .replace(r#" xmlns="http://www.w3.org/2000/svg""#, "")
        .replace(r#" data-slot="icon""#, "")
}

macro_rules! glyphs {
    (upright { $($plain:literal => $plain_icon:ident,)* } mirrored { $($turned:literal => $turned_icon:ident,)* }) => {
        static GLYPHS: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
            HashMap::from([
                $(($plain, draw(name::$plain_icon, "icon")),)*
                $(($turned, draw(name::$turned_icon, "icon icon-flip")),)*
            ])
        });
    };
}

// Mirrored ones point along the line of reading and turn with the page in Arabic.
glyphs! {
    upright {
        "adjustments" => AdjustmentsHorizontal,
        "archive-box" => ArchiveBox,
        "arrow-down" => ArrowDown,
        "arrow-down-tray" => ArrowDownTray,
        "arrow-path" => ArrowPath,
        "arrow-up" => ArrowUp,
        "arrow-up-tray" => ArrowUpTray,
        "banknotes" => Banknotes,
        "bars" => Bars3,
        "bell" => Bell,
        "bolt" => Bolt,
        "book-open" => BookOpen,
        "building-office" => BuildingOffice2,
        "building-storefront" => BuildingStorefront,
        "calendar" => CalendarDays,
        "chart-bar" => ChartBar,
        "check" => Check,
        "check-circle" => CheckCircle,
        "chevron-down" => ChevronDown,
        "chevron-up" => ChevronUp,
        "chevron-up-down" => ChevronUpDown,
        "clipboard-list" => ClipboardDocumentList,
        "clock" => Clock,
        "cloud" => Cloud,
        "cog" => Cog6Tooth,
        "command-line" => CommandLine,
        "computer" => ComputerDesktop,
        "copy" => Square2Stack,
        "credit-card" => CreditCard,
        "device-phone" => DevicePhoneMobile,
        "document-check" => DocumentCheck,
        "document-text" => DocumentText,
        "ellipsis" => EllipsisHorizontal,
        "envelope" => Envelope,
        "exclamation-circle" => ExclamationCircle,
        "eye" => Eye,
        "eye-slash" => EyeSlash,
        "finger-print" => FingerPrint,
        "flag" => Flag,
        "funnel" => Funnel,
        "globe" => GlobeAlt,
        "hand-raised" => HandRaised,
        "help" => QuestionMarkCircle,
        "home" => Home,
        "identification" => Identification,
        "inbox" => Inbox,
        "info" => InformationCircle,
        "key" => Key,
        "language" => Language,
        "lifebuoy" => Lifebuoy,
        "link" => Link,
        "lock" => LockClosed,
        "lock-open" => LockOpen,
        "magnifying-glass" => MagnifyingGlass,
        "map-pin" => MapPin,
        "megaphone" => Megaphone,
        "minus" => Minus,
        "moon" => Moon,
        "no-symbol" => NoSymbol,
        "pause" => Pause,
        "pencil" => Pencil,
        "pencil-square" => PencilSquare,
        "phone" => Phone,
        "play" => Play,
        "plus" => Plus,
        "printer" => Printer,
        "puzzle" => PuzzlePiece,
        "rocket" => RocketLaunch,
        "server" => ServerStack,
        "shield-check" => ShieldCheck,
        "shield-exclamation" => ShieldExclamation,
        "sparkles" => Sparkles,
        "squares" => Squares2x2,
        "star" => Star,
        "stop" => Stop,
        "sun" => Sun,
        "swatch" => Swatch,
        "tag" => Tag,
        "ticket" => Ticket,
        "trash" => Trash,
        "truck" => Truck,
        "user" => User,
        "user-circle" => UserCircle,
        "user-group" => UserGroup,
        "user-plus" => UserPlus,
        "users" => Users,
        "view-columns" => ViewColumns,
        "warning" => ExclamationTriangle,
        "wrench" => WrenchScrewdriver,
        "x-circle" => XCircle,
        "x-mark" => XMark,
    }
    mirrored {
        "arrow-end" => ArrowRight,
        "arrow-start" => ArrowLeft,
        "arrow-uturn" => ArrowUturnLeft,
        "chat" => ChatBubbleLeftRight,
        "chevron-end" => ChevronRight,
        "chevron-start" => ChevronLeft,
        "external" => ArrowTopRightOnSquare,
        "paper-airplane" => PaperAirplane,
        "queue-list" => QueueList,
        "sign-out" => ArrowRightStartOnRectangle,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_hidden_from_assistive_technology() {
        for name in icon_names() {
            let drawn = icon(name).to_string();
            assert!(drawn.starts_with("<svg"), "{name}");
            assert!(drawn.contains(r#"aria-hidden="true""#), "{name}");
            assert!(drawn.contains(r#"class="icon"#), "{name}");
        }
    }

    #[test]
    fn an_unknown_name_is_drawn_as_a_question_mark() {
        assert_eq!(icon("no such icon"), icon("help"));
    }

    #[test]
    fn only_icons_with_a_direction_are_mirrored() {
        assert!(icon("chevron-end").to_string().contains("icon-flip"));
        assert!(!icon("clock").to_string().contains("icon-flip"));
    }
}
