//! The formats by name, and what a store should keep of each: whose scale and whose quad classes.

/// A format of event files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// GDELT 2.0 events, 61 columns.
    Gdelt,
    /// GDELT 1.0 events, 57 or 58 columns.
    Gdelt1,
    /// ICEWS of Dataverse, 20 columns, and its benchmark tables (date, source, text, target, code, score).
    Icews,
    /// POLECAT, 40 columns.
    Polecat,
    /// ACLED's export, 31 columns.
    Acled,
    /// UCDP GED, 49 columns.
    Ucdp,
    /// Phoenix, 26 columns.
    Phoenix,
    /// PLOVER, an object a line.
    Plover,
    /// KEDS, TABARI and PETRARCH: date, source, target, code.
    Keds,
}

/// The scheme of a KEDS file's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// CAMEO, with ISO-like country codes.
    Cameo,
    /// WEIS, with the older country codes.
    Weis,
}

/// What a store keeps of a dataset, so that scores and quad classes of different ones are not mixed unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// `gdelt2`, `icews` …
    pub name: &'static str,
    /// Whose scale [`detente_stories::Event::score`] is on.
    pub scale: &'static str,
    /// By whose map the quad classes are.
    pub quad_map: &'static str,
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// For `keds`: the scheme of the codes; guessed from the codes when none.
    pub scheme: Option<Scheme>,
}

const GDELT_MAP: &str = "gdelt (CAMEO 01-05, 06-09, 10-14, 15-20)";
const OWN_MAP: &str = "detente (codebook section 2)";

impl Format {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Gdelt,
        Self::Gdelt1,
        Self::Icews,
        Self::Polecat,
        Self::Acled,
        Self::Ucdp,
        Self::Phoenix,
        Self::Plover,
        Self::Keds,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gdelt => "gdelt",
            Self::Gdelt1 => "gdelt1",
            Self::Icews => "icews",
            Self::Polecat => "polecat",
            Self::Acled => "acled",
            Self::Ucdp => "ucdp",
            Self::Phoenix => "phoenix",
            Self::Plover => "plover",
            Self::Keds => "keds",
        }
    }

    /// From the name on the command line.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.name() == name)
    }

    /// What a store keeps of it; for `keds`, of CAMEO codes ([`crate::Rows::dataset`] knows the file's own).
    pub fn dataset(self) -> Dataset {
        let (name, scale, quad_map) = match self {
            Self::Gdelt => ("gdelt2", "gdelt (GoldsteinScale column)", "gdelt (QuadClass column)"),
            Self::Gdelt1 => ("gdelt1", "gdelt (GoldsteinScale column)", "gdelt (QuadClass column)"),
            Self::Icews => ("icews", "icews (Intensity column)", GDELT_MAP),
            Self::Polecat => ("polecat", "polecat (Intensity column)", "polecat (Quad Code column)"),
            Self::Acled => ("acled", "plover (of type and mode; ACLED has none)", OWN_MAP),
            Self::Ucdp => ("ucdp", "plover (of type and mode; UCDP has none)", OWN_MAP),
            Self::Phoenix => {
                ("phoenix", "phoenix (GoldsteinScore column)", "phoenix (PentaClass column, 0 to 4)")
            }
            Self::Plover => ("plover", "plover (event_scale, else of type and mode)", "plover (quad_code)"),
            Self::Keds => ("keds", "KEDS CAMEO scale 0.5B1", GDELT_MAP),
        };
        Dataset { name, scale, quad_map }
    }

    pub(crate) fn dataset_in(self, scheme: Scheme) -> Dataset {
        match (self, scheme) {
            (Self::Keds, Scheme::Weis) => Dataset {
                name: "keds_weis",
                scale: "Goldstein 1992 (WEIS), as KEDS extended it",
                quad_map: OWN_MAP,
            },
            _ => self.dataset(),
        }
    }
}
