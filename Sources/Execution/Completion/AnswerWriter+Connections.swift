import Access
import Planning

/// Lists a page at a time.
extension AnswerWriter {
    mutating func connection(
        _ source: Int?, _ object: ObjectPlan, _ field: FieldPlan, _ frame: Frame
    ) -> Outcome {
        var inner = frame
        inner.page = source.flatMap { page($0, frame) }
        return self.object(object, field, inner)
    }

    private func page(_ source: Int, _ frame: Frame) -> Page? {
        guard let list = plan.sources[source].list else { return nil }
        let rows = rows(of: source, under: frame.key)
        return Page(
            source: source, list: list, rows: rows, count: min(rows.count, bound.pageSizes[list]),
            isBackward: plan.lists[list].isBackward)
    }

    /// Writes one object for each row of the page.
    mutating func list(
        _ field: FieldPlan, _ frame: Frame, _ write: (inout AnswerWriter, Frame) -> Outcome
    ) -> Outcome {
        guard let page = frame.page else { return .null }
        return below(.name(field.responseName)) { writer in
            writer.bytes.append(UInt8(ascii: "["))
            for place in 0..<page.count {
                let inner = writer.entering(page.source, page.row(at: place), page: page)
                guard writer.writeItem(of: field, at: place, { write(&$0, inner) }) else { return .failed }
            }
            writer.bytes.append(UInt8(ascii: "]"))
            return .written
        }
    }

    mutating func totalCount(_ source: Int, _ frame: Frame) -> Outcome {
        let plan = plan.sources[source]
        guard let row = rows(of: source, under: frame.key).first,
            let count = results[plan.statement]?.int8(row, plan.isKeyed ? 1 : 0)
        else { return .null }
        return number(count)
    }

    /// Writes one object for each total; all or none, since a sum with some left out would be wrong.
    mutating func totals(_ source: Int, _ object: ObjectPlan, _ field: FieldPlan, _ frame: Frame) -> Outcome {
        let rows = rows(of: source, under: frame.key)
        let limit = plan.sources[source].list.map { bound.pageSizes[$0] } ?? 0
        if rows.count > limit {
            note(.tooLarge, "There are more than \(limit) totals. Filter the list, or ask for fewer fields.", field)
            return .failed
        }
        return below(.name(field.responseName)) { writer in
            writer.bytes.append(UInt8(ascii: "["))
            for (place, row) in rows.enumerated() {
                if place > 0 { writer.bytes.append(UInt8(ascii: ",")) }
                let inner = writer.entering(source, row)
                guard case .written = writer.below(.index(place), { $0.object(object, inner) }) else { return .failed }
            }
            writer.bytes.append(UInt8(ascii: "]"))
            return .written
        }
    }

    // MARK: Pages

    func hasNextPage(_ frame: Frame) -> Bool {
        guard let page = frame.page else { return false }
        return page.isBackward ? plan.lists[page.list].before != nil : page.hasMore
    }

    func hasPreviousPage(_ frame: Frame) -> Bool {
        guard let page = frame.page else { return false }
        return page.isBackward ? page.hasMore : plan.lists[page.list].after != nil
    }

    mutating func pageCursor(first: Bool, _ field: FieldPlan, _ frame: Frame) -> Outcome {
        guard let page = frame.page, page.count > 0 else { return .null }
        return cursor(of: page.row(at: first ? 0 : page.count - 1), field, frame)
    }

    mutating func cursor(of row: Int, _ field: FieldPlan, _ frame: Frame) -> Outcome {
        guard let page = frame.page, let context = bound.cursorContexts[page.list],
            let result = results[plan.sources[page.source].statement]
        else { return .null }
        let keys = plan.lists[page.list].cursorColumns.compactMap { result.bytes(row: row, column: $0) }
        guard keys.count == plan.lists[page.list].cursorColumns.count,
            let cursor = try? context.cursor(of: keys, cipher: cipher)
        else {
            note(.internal, "The place of this row can't be told.", field)
            return .failed
        }
        return text(cursor)
    }
}
