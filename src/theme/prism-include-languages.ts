import type PrismNamespace from 'prismjs';
import names from '@site/.generated/prism-osquery.json';
import { sqlGrammar } from '../components/sql-grammar.ts';

/**
 * Adds the languages that pages use and Docusaurus' Prism does not bring. The components of Prism register themselves on a global
 * `Prism`, which exists for that moment only.
 */
export default function prismIncludeLanguages(Prism: typeof PrismNamespace): void {
  const scope = globalThis as { Prism?: typeof PrismNamespace };
  const before = scope.Prism;
  scope.Prism = Prism;
  require('prismjs/components/prism-bash');
  require('prismjs/components/prism-powershell');
  if (before) scope.Prism = before;
  else delete scope.Prism;
  Prism.languages.sql = sqlGrammar(names);
}
