namespace Marginalia.Datasets;

/// <summary>The law of <see cref="Clusters"/>.</summary>
/// <param name="Classes">Number of classes.</param>
/// <param name="SubClusters">Clusters per class.</param>
/// <param name="Inputs">Length of the vectors.</param>
/// <param name="Separation">Standard deviation of the coordinates of the centres.</param>
/// <param name="Spread">Standard deviation of the coordinates of an example about its centre.</param>
/// <remarks>
/// With the defaults the best possible classifier, which knows the centres, is right in about 92 % of the cases; a perceptron of two hidden layers of
/// 256, trained on 4000 examples, in about 84 %.
/// </remarks>
public sealed record ClustersDesign(int Classes = 10, int SubClusters = 4, int Inputs = 32, double Separation = 0.7, double Spread = 1);
