import type { Catalogue, Pack } from '../model/catalogue.ts';
import type { Locator } from '../model/place.ts';
import type { Deprecation } from '../model/query.ts';
import type { Complaint, Rule, Subject } from './rule.ts';

/** What is announced to go: with a successor that exists, and said in one way. */
export const deprecation: Rule = {
  name: 'deprecation',
  levels: { production: 'error', teaching: 'error' },
  finds: 'A successor that does not exist, is the thing itself or is to go too; a pack whose `status` and `deprecated` do not say the same; a pack that is `removed` and still has queries; an example that is deprecated.',
  why: 'Consumers key on the log name. Who reads that a query goes needs a name to move to, and that name must stay.',
  checks: { query: checkQuery, pack: checkPack },
};

function* checkQuery({ query, catalogue }: Subject): Iterable<Complaint> {
  const { deprecated, name } = query.spec;
  if (!deprecated) return;
  if (query.setting === 'teaching') {
    yield { place: query.at.key(['spec', 'deprecated']), message: 'An example has no version in which it could go.', advice: 'Drop the key; an example that is out of date is changed or deleted.' };
    return;
  }
  yield* successorProblems(deprecated, `${query.group}/${name}`, query.at, catalogue);
}

function* checkPack({ spec, at, queries }: Pack, _verdicts: unknown, catalogue: Catalogue): Iterable<Complaint> {
  const { deprecated, status, name } = spec;
  const place = at.value(['spec', 'status']);
  const leaving = status === 'deprecated' || status === 'removed';
  if (leaving && !deprecated) yield { place, message: `The pack is ${status}, and does not say what takes its place.`, advice: 'Add the key deprecated with reason, removed_in and successor.' };
  if (!leaving && deprecated) yield { place, message: `The pack says that it goes in ${deprecated.removed_in}, and its status is ${status}.`, advice: 'Write status: deprecated.' };
  if (status === 'removed' && queries.length > 0) yield { place, message: `The pack is removed and still has ${queries.length} queries.`, advice: 'Delete the files of its queries; pack.yml and releases.yml stay, so that its names are not used again.' };
  if (deprecated) yield* successorProblems(deprecated, name, at, catalogue);
}

function* successorProblems({ successor }: Deprecation, own: string, at: Locator, catalogue: Catalogue): Iterable<Complaint> {
  if (successor === undefined) return;
  const place = at.value(['spec', 'deprecated', 'successor']);
  const [pack, query] = successor.split('/');
  const found = catalogue.packs.find(({ spec }) => spec.name === pack);
  const target = query === undefined ? found : found?.queries.find(({ spec }) => spec.name === query);
  if (!target) yield { place, message: `The successor ${successor} does not exist.`, advice: 'Name a pack of packs/, or a query as pack/query.' };
  else if (successor === own) yield { place, message: `${own} names itself as its successor.`, advice: 'Name what takes its place, or drop the key where nothing does.' };
  else if (target.spec.deprecated ?? found?.spec.deprecated) yield { place, message: `The successor ${successor} is deprecated too.`, advice: 'Name what stays.' };
}
