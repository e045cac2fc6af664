-- One row per rule version, set of its conditions and profile that fulfils them and none of its exceptions.
{{ fulfilled(ref('int_score__profile'), 'version.blanks') }}
