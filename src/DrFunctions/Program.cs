Console.Error.WriteLine("DR_FUNCTION picks the handler.");
