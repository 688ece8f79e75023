import Acts
import ArgumentParser

/// The command of any act or query, made from its form.
///
/// The argument parser finds options through `Mirror`, and `Mirror` asks a `CustomReflectable` type what it holds: so
/// the options are a table here where others have properties. Help, completion and manual see no difference.
struct ActCommand<R: Request>: ParsableCommand, CustomReflectable {
  let texts: Texts
  let doing: ActOptions?, place: PlaceOptions, printing: PrintOptions

  static var configuration: CommandConfiguration {
    let about = R.about, examples = about.examples.map { "  opsdeck " + $0 }
    var help = about.help
    if case .never(let reason, let instead) = about.undoing, about.isAudited {
      help += " It cannot be undone. " + [reason, instead].compactMap { $0 }.joined(separator: " ")
    }
    return CommandConfiguration(
      commandName: about.verb, abstract: about.title + ".",
      discussion: ([help] + (examples.isEmpty ? [] : ["\nExamples:"] + examples)).joined(separator: "\n"))
  }
  init() { (texts, doing, place, printing) = ([:], nil, PlaceOptions(), PrintOptions()) }
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: FieldKey.self)
    texts = try R.form.fields.reduce(into: [:]) { texts, field in
      let written = try field.option.written(in: values, at: FieldKey(field.name))
      if !written.isEmpty { texts[field.name] = written }
    }
    doing =
      R.self is any Act.Type
      ? try values.decode(OptionGroup<ActOptions>.self, forKey: .doing).wrappedValue : nil
    place = try values.decode(OptionGroup<PlaceOptions>.self, forKey: .place).wrappedValue
    printing = try values.decode(OptionGroup<PrintOptions>.self, forKey: .printing).wrappedValue
  }
  var customMirror: Mirror {
    var children = R.form.fields.map { (label: Optional($0.name), value: $0.option.declared as Any) }
    if R.self is any Act.Type { children.append((FieldKey.doing.stringValue, OptionGroup<ActOptions>())) }
    children.append((FieldKey.place.stringValue, OptionGroup<PlaceOptions>()))
    children.append((FieldKey.printing.stringValue, OptionGroup<PrintOptions>()))
    return Mirror(self, children: children)
  }
}
