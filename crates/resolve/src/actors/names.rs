//! The forms of a name: plurals, and when capitals matter.

/// Which spelling of a mention an alias matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Any.
    Any,
    /// The first word begins with a capital.
    Capital,
    /// The word is all capitals (US, but not us).
    Upper,
}

impl Case {
    /// What a proper name asks for: short all-capitals ones their capitals, others a first capital.
    pub fn of_name(name: &str) -> Self {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let upper = !name.contains(' ') && name.chars().all(|c| !c.is_lowercase());
        if upper && letters <= 6 { Self::Upper } else { Self::Capital }
    }
}

/// The plural of a noun phrase's head: its last word, or the one before " of " and the like.
pub fn plural(phrase: &str) -> String {
    for preposition in [" of ", " in ", " for ", " at "] {
        if let Some((head, rest)) = phrase.split_once(preposition) {
            return format!("{}{preposition}{rest}", plural(head));
        }
    }
    let cut = phrase.rfind([' ', '-']).map_or(0, |at| at + 1);
    format!("{}{}", &phrase[..cut], plural_word(&phrase[cut..]))
}

fn plural_word(word: &str) -> String {
    let stem = |ending: &str| word.strip_suffix(ending);
    if let Some(stem) = stem("man") {
        return format!("{stem}men");
    }
    if let Some(stem) = stem("y")
        && !stem.ends_with(['a', 'e', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        return format!("{word}es");
    }
    format!("{word}s")
}

/// Whether a written form is a plural already.
pub fn is_plural(form: &str) -> bool {
    let last = form.rsplit([' ', '-']).next().unwrap_or(form);
    let irregular = ["people", "children", "personnel", "troops", "police", "others", "clergy"];
    irregular.contains(&last)
        || last.ends_with("men")
        || (last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us") && !last.ends_with("is"))
}

/// The plural noun of a demonym ("Azeri" → "Azeris"); none where the adjective serves ("French", "Chinese").
pub fn demonym_plural(demonym: &str) -> Option<String> {
    let invariable = ["ese", "ish", "ch", "ss", "yz", "ois"].iter().any(|ending| demonym.ends_with(ending))
        && demonym != "Czech";
    if invariable {
        return None;
    }
    if let Some(stem) = demonym.strip_suffix("man")
        && (stem.ends_with("sh") || stem.ends_with("ch"))
    {
        return Some(format!("{stem}men"));
    }
    Some(format!("{demonym}s"))
}
