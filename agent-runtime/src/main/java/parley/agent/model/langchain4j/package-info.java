/** Models of providers, through LangChain4j; the only package that knows a vendor. */
@NullMarked
package parley.agent.model.langchain4j;

import org.jspecify.annotations.NullMarked;
