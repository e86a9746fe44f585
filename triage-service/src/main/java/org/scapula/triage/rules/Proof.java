package org.scapula.triage.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What could be proved of a rule set before anybody is judged by it, how, and what fails it.
public record Proof(String ruleSetHash, List<Claim> claims, int personsTried, int movesTried) {

    /// What a rule set has to be.
    public enum Property {
        /// Its rules hold of the persons they name, and not of the others.
        EXAMPLES,
        /// A more dangerous or a withdrawn answer never makes the disposition milder; an answer to an open question
        /// lowers only what the open question had raised.
        MONOTONE,
        /// Every complete set of answers gets a disposition.
        TOTAL,
        /// Every rule can fire.
        REACHABLE,
        /// No text promises what no questionnaire can know.
        UNREASSURING
    }

    public enum Method {
        /// Read off the conditions: every part of them points to danger.
        SYNTAX,
        /// Every case that can matter was tried.
        SEARCH,
        /// The engine gives no other way.
        CONSTRUCTION,
        /// A person of whom it is true.
        EXAMPLE
    }

    /// One thing that was to be shown of one rule (or of the whole, where `line` is 0).
    public record Claim(
            Property property,
            String where,
            int line,
            Method method,
            boolean holds,
            String says,
            Optional<CounterExample> counterExample) {

        static Claim holds(Property property, String where, int line, Method method, String says) {
            return new Claim(property, where, line, method, true, says, Optional.empty());
        }

        static Claim fails(Property property, String where, int line, Method method, String says) {
            return new Claim(property, where, line, method, false, says, Optional.empty());
        }
    }

    /// A person whose answer becomes milder by one answer that must not do that. `person` are the answers that differ
    /// from
    /// the one who says no to every question.
    public record CounterExample(
            Map<String, String> person,
            String finding,
            String from,
            String to,
            Disposition before,
            Disposition after,
            List<String> firedBefore,
            List<String> firedAfter) {

        public CounterExample {
            person = Map.copyOf(person);
            firedBefore = List.copyOf(firedBefore);
            firedAfter = List.copyOf(firedAfter);
        }
    }

    public Proof {
        claims = List.copyOf(claims);
    }

    /// Takes up to some seconds of one processor.
    public static Proof of(RuleSet rules) {
        return new Prover(rules).proof();
    }

    public boolean holds(Property property) {
        return claims.stream().filter(claim -> claim.property() == property).allMatch(Claim::holds);
    }

    public boolean holds() {
        return claims.stream().allMatch(Claim::holds);
    }

    public List<Claim> failures() {
        return claims.stream().filter(claim -> !claim.holds()).toList();
    }
}
