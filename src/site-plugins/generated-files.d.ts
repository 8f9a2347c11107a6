/** The generated files that site code imports; their shapes are checked by generated.ts before Docusaurus bundles them. */
declare module '@site/.generated/home.json' {
  const home: import('./generated.ts').Home;
  export default home;
}

declare module '@site/.generated/site-facts.json' {
  const facts: import('./generated.ts').SiteFacts;
  export default facts;
}

declare module '@site/.generated/prism-osquery.json' {
  const names: import('./generated.ts').SqlFacts;
  export default names;
}

declare module '@site/.generated/questions.json' {
  const questions: import('./generated.ts').QuestionData;
  export default questions;
}

declare module '@site/.generated/playground.json' {
  const data: import('./generated.ts').PlayData;
  export default data;
}

declare module '@site/.generated/gallery-list.json' {
  const list: import('./generated.ts').GalleryList;
  export default list;
}

declare module '@site/.generated/starting-questions.json' {
  const questions: import('./generated.ts').StartingQuestions;
  export default questions;
}
