import Access
import Planning

extension AnswerWriter {
    /// Writes the value of a field.
    mutating func value(of field: FieldPlan, _ frame: Frame) -> Outcome {
        switch field.value {
        case .json(let json):
            append(json)
            return .written
        case .column(let column, let form): return leaf(column, form, field, frame)
        case .values(let object, let told):
            if let told, isNull(told, frame) { return .null }
            return self.object(object, field, frame)
        case .row(let source, let object): return row(source, object, field, frame)
        case .connection(let source, let object): return connection(source, object, field, frame)
        case .nodeList(let object): return list(field, frame) { $0.object(object, $1) }
        case .edgeList(let object): return list(field, frame) { $0.object(object, $1) }
        case .edgeNode(let object), .pageInfo(let object): return self.object(object, field, frame)
        case .totalCount(let source): return totalCount(source, frame)
        case .totalList(let source, let object): return totals(source, object, field, frame)
        case .edgeCursor: return cursor(of: frame.row, field, frame)
        case .hasNextPage: return flag(hasNextPage(frame))
        case .hasPreviousPage: return flag(hasPreviousPage(frame))
        case .startCursor: return pageCursor(first: true, field, frame)
        case .endCursor: return pageCursor(first: false, field, frame)
        case .node(let branches): return node(branches, field, frame)
        case .nodes(let branches, let ids): return nodes(branches, count: bound.idCounts[ids] ?? 0, field)
        case .viewer(let object): return viewer == nil ? .null : self.object(object, field, frame)
        case .viewerFact(let name): return fact(name)
        case .impersonator(let object):
            guard let impersonator = viewer?.impersonator else { return .null }
            return within(impersonator.fields) { $0.object(object, field, frame) }
        case .mutation: return .null
        case .accessExplanation(let plan):
            guard let explanation = explanations[field.responseName] else { return .null }
            return within(explanation) { $0.object(plan.object, field, frame) }
        case .payloadLeaf, .payloadObjects, .payloadRow, .payloadRows, .payloadViewer:
            return payloadValue(of: field, frame)
        case .forbidden:
            note(.forbidden, "You may not see this field.", field)
            return .failed
        }
    }

    mutating func object(_ object: ObjectPlan, _ field: FieldPlan, _ frame: Frame) -> Outcome {
        below(.name(field.responseName)) { $0.object(object, frame) }
    }

    mutating func flag(_ value: Bool) -> Outcome {
        append(value ? AnswerWriter.yes : AnswerWriter.no)
        return .written
    }

    mutating func text(_ text: String?) -> Outcome {
        guard var text else { return .null }
        text.withUTF8 { JSONText.append($0, to: &bytes) }
        return .written
    }

    mutating func number(_ value: Int64) -> Outcome {
        value.appendDecimal(to: &bytes)
        return .written
    }

    private mutating func list(of scopes: [APIScope]) -> Outcome {
        bytes.append(UInt8(ascii: "["))
        for (place, scope) in scopes.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            _ = text(scope.rawValue)
        }
        bytes.append(UInt8(ascii: "]"))
        return .written
    }

    private static let yes = [UInt8]("true".utf8)
    private static let no = [UInt8]("false".utf8)

    private mutating func fact(_ name: ViewerFact) -> Outcome {
        guard let viewer else { return .null }
        switch name {
        case .realm: return text(viewer.realm.rawValue)
        case .role: return text(viewer.viewer.audience.role?.rawValue)
        case .name: return text(viewer.name)
        case .email: return text(viewer.email)
        case .organizationName: return text(viewer.organizationName)
        case .hasSecondFactor: return flag(viewer.hasSecondFactor)
        case .recoveryCodesLeft: return number(Int64(viewer.recoveryCodes))
        case .scopes: return list(of: APIScope.allCases.filter(viewer.viewer.audience.apiScopes.contains))
        case .expiresAt: return text(viewer.expiresAt)
        }
    }

    // MARK: Rows

    private mutating func row(
        _ source: Int, _ object: ObjectPlan, _ field: FieldPlan, _ frame: Frame
    ) -> Outcome {
        guard let row = rows(of: source, under: frame.key).first else { return .null }
        return self.object(object, field, entering(source, row))
    }

    /// Writes whichever row there is: an id is of one type.
    private mutating func node(_ branches: [NodeBranch], _ field: FieldPlan, _ frame: Frame) -> Outcome {
        for branch in branches {
            if let row = rows(of: branch.source, under: frame.key).first {
                return object(branch.object, field, entering(branch.source, row))
            }
        }
        return .null
    }

    /// Writes a list with a place for each key, filled by whichever source has the row.
    mutating func nodes(_ branches: [NodeBranch], count: Int, _ field: FieldPlan) -> Outcome {
        below(.name(field.responseName)) { writer in
            writer.bytes.append(UInt8(ascii: "["))
            for place in 0..<count {
                guard writer.writeItem(of: field, at: place, { $0.node(branches, at: place) }) else { return .failed }
            }
            writer.bytes.append(UInt8(ascii: "]"))
            return .written
        }
    }

    private mutating func node(_ branches: [NodeBranch], at place: Int) -> Outcome {
        for branch in branches {
            guard let row = rows(of: branch.source, under: Int64(place + 1)).first else { continue }
            return object(branch.object, entering(branch.source, row))
        }
        return .null
    }
}

extension Int64 {
    /// Appends the number in decimal.
    func appendDecimal(to bytes: inout [UInt8]) {
        if self < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(48 + rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }
}

extension Impersonator {
    /// What the API tells of them.
    fileprivate var fields: [String: PayloadValue] {
        ["name": .string(name), "realm": .string(realm.rawValue), "endsAt": .string(endsAt)]
    }
}
