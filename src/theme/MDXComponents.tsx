import MDXComponents from '@theme-original/MDXComponents';
import ScrollTable from '../components/ScrollTable.tsx';

/** What Markdown elements become on a page: Docusaurus' own, but for tables. */
export default { ...MDXComponents, table: ScrollTable };
