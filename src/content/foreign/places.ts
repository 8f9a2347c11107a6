import type { Locator, Path, Place } from '../../model/place.ts';

/** Where the parts of a foreign query stand; what is not there stands where its name does. */
export interface QueryPlaces {
  readonly file: string;
  /** Where its name stands, or where it begins. */
  name(): Place;
  /** Where the value of a key of this repository's format stands; null where it is not there. */
  value(key: string): Place | null;
  /** Where the character with this offset of the SQL stands. */
  sql(offset: number): Place;
  /** A line of the file, without its end. */
  line(line: number): string;
}

/** The places of a foreign query by the paths of this repository's own format. Nobody asks for those of most queries, so they are looked up when they are. */
export function locatorOf({ file, name, value, sql, line }: QueryPlaces): Locator {
  const at = (path: Path): Place => {
    const key = String(path[1] ?? '');
    return key === 'query' ? sql(0) : (value(key) ?? name());
  };
  return { file, value: at, key: at, inText: (path, offset) => (path[1] === 'query' ? sql(offset) : at(path)), line };
}

/** The folder of a file; `.` where it stands in none. */
export function folderOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return end > 0 ? path.slice(0, end) : end === 0 ? '/' : '.';
}

/** The name of the folder that a file stands in, as that of a pack; `queries` where none has a name. */
export function folderName(path: string): string {
  const name = folderOf(path).split(/[/\\]/).at(-1)!;
  return name === '' || /^\.+$/.test(name) ? 'queries' : name;
}

/** A path as seen from a folder, with `.` and `..` taken out; an absolute one stands by itself. */
export function resolvePath(folder: string, path: string): string {
  const steps: string[] = [];
  const isAbsolute = /^([A-Za-z]:)?[/\\]/.test(path);
  const whole = isAbsolute || folder === '.' ? path : `${folder}/${path}`;
  for (const step of whole.split(/[/\\]/)) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '.' && (step !== '' || steps.length === 0)) steps.push(step);
  }
  return steps.join('/');
}
