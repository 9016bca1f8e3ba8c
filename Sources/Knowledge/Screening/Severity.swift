import Text

extension PersonalData.Hit {
  /// Details that would let others recognise somebody are a matter of judgement; all else is an
  /// error.
  var severity: Diagnostic.Severity { code == "personal-details" ? .warning : .error }
}
