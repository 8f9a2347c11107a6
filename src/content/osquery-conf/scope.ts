import type { Place } from '../../model/place.ts';
import { addFinding, type Complaint, type FindingsOf } from '../complaint.ts';
import { memberOf, offsetInText, type Json, type JsonObject } from './json.ts';
import type { ConfRule } from './rules.ts';
import type { ConfText } from './text.ts';

/** What readers of one file share: its text, the osquery that reads it, and what was found so far. */
export interface Scope extends FindingsOf {
  readonly text: ConfText;
  /** Version of the osquery that reads it. */
  readonly version: string;
  /** The daemon's `pack_delimiter`. */
  readonly delimiter: string;
}

/** Adds a finding at an offset of the parsed text. */
export function complain(scope: Scope, rule: ConfRule, at: number, complaint: Complaint): void {
  addFinding(scope, scope.text, rule, scope.text.place(at), complaint);
}

/** Where the character with this offset of a text stands; where the value begins, if it is no scalar. */
export function placeInText({ text }: Scope, value: Json, offset: number): Place {
  return text.place('end' in value ? offsetInText(text.text, value, offset) : value.at);
}

/** Adds what `ask` has to say of the value of a key, if the key is there. */
export function judgeValue(scope: Scope, object: JsonObject, key: string, rule: ConfRule, ask: (value: Json) => Complaint | null): void {
  const value = memberOf(object, key)?.value;
  const complaint = value && ask(value);
  if (complaint) complain(scope, rule, value.at, complaint);
}
