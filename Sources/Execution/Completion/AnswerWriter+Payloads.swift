import Access
import Planning

/// What mutations answer.
extension AnswerWriter {
    mutating func payloadValue(of field: FieldPlan, _ frame: Frame) -> Outcome {
        switch field.value {
        case .payloadLeaf(let name): return leaf(payload[name] ?? .null, field)
        case .payloadObjects(let name, let object): return objects(payload[name] ?? .null, object, field, frame)
        case .payloadViewer(let name, let object):
            guard case .viewer(let newViewer)? = payload[name] else { return .null }
            let outer = viewer
            viewer = newViewer
            defer { viewer = outer }
            return self.object(object, field, frame)
        case .payloadRow(let name, let source, let object):
            guard case .row? = payload[name], let row = rows(of: source, under: 0).first else { return .null }
            return self.object(object, field, entering(source, row))
        case .payloadRows(let name, let branch):
            guard case .rows(let keys)? = payload[name] else { return .null }
            return nodes([branch], count: keys.count, field)
        default: return .null
        }
    }

    private mutating func leaf(_ value: PayloadValue, _ field: FieldPlan) -> Outcome {
        switch value {
        case .string(let text): return self.text(text)
        case .bool(let value): return flag(value)
        case .int(let value): return number(value)
        case .list(let items):
            return below(.name(field.responseName)) { writer in
                writer.bytes.append(UInt8(ascii: "["))
                for (place, item) in items.enumerated() {
                    guard writer.writeItem(of: field, at: place, { $0.leaf(item, field) }) else { return .failed }
                }
                writer.bytes.append(UInt8(ascii: "]"))
                return .written
            }
        case .null, .row, .rows, .viewer, .object: return .null
        }
    }

    private mutating func objects(
        _ value: PayloadValue, _ object: ObjectPlan, _ field: FieldPlan, _ frame: Frame
    ) -> Outcome {
        switch value {
        case .object(let fields): return within(fields) { $0.object(object, field, frame) }
        case .list(let items):
            return below(.name(field.responseName)) { writer in
                writer.bytes.append(UInt8(ascii: "["))
                for (place, item) in items.enumerated() {
                    let isWritten = writer.writeItem(of: field, at: place) { writer in
                        guard case .object(let fields) = item else { return .null }
                        return writer.within(fields) { $0.object(object, frame) }
                    }
                    guard isWritten else { return .failed }
                }
                writer.bytes.append(UInt8(ascii: "]"))
                return .written
            }
        case .null, .string, .bool, .int, .row, .rows, .viewer: return .null
        }
    }

    /// Writes something of another payload: that of an object within the payload.
    mutating func within(_ fields: [String: PayloadValue], _ write: (inout AnswerWriter) -> Outcome) -> Outcome {
        let outer = payload
        payload = fields
        defer { payload = outer }
        return write(&self)
    }
}
