import Foundation

/// How often a race is run: as often as a run of all tests has time for, or as often as ROUNDS says.
public func rounds(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["ROUNDS"].flatMap(Int.init) ?? usual
}
